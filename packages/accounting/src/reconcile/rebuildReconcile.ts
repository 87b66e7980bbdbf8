/** Records a reconciliation again: what it was, and what bank files said, from its manifest. Its rows are in its documents. */
import type { Rebuilding } from "@amili-cases/export-engine/dataset/Dataset"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Transfer } from "../bank/match/Transfer.ts"
import { ofLaterVersion } from "../cases/remaking.ts"
import { Kept } from "./contents.ts"
import { BankRecords } from "./journal/BankRecords.ts"
import { Stands } from "./journal/Stands.ts"
import { Workspace } from "./journal/Workspace.ts"
import type { OtherCase } from "./journal/workspace/otherCases.ts"
import { type Answer, comparable, parse } from "./stand/stored.ts"
import type { Summary } from "./stand/Summary.ts"

const decode = Schema.decodeUnknown(Schema.Struct({ kept: Kept }))

export const rebuild = (rebuilding: Rebuilding) =>
  Effect.gen(function* () {
    const { archive, manifest, run } = rebuilding
    const { profile, serial } = run
    const { kept } = yield* Effect.mapError(decode(manifest), () => ofLaterVersion(rebuilding))
    const hash = createHash("sha256")
    let summary: Summary | undefined
    const runs = yield* Runs
    const workspace = yield* Workspace
    yield* Archive.read(archive).pipe(
      Batches.forEach((texts) => {
        const answers: Array<OtherCase> = []
        for (const text of texts) {
          const stored = parse(text)
          if (stored?.table === "summary") summary = stored.row
          else if (stored?.table === "answer") answers.push(answerOf(stored.row))
          else hash.update(`${text}\n`)
        }
        return runs.whileOurs(run, workspace.keep(profile, serial, answers))
      }),
    )
    if (summary === undefined) return yield* ofLaterVersion(rebuilding)
    const stand = summary
    const data_sha256 = hash.update(comparable(stand)).digest("hex")
    const bank = yield* BankRecords
    const stands = yield* Stands
    for (const payer of kept.bank.payers) yield* bank.confirm(profile, payer)
    if (kept.opening !== undefined) {
      const { at, by, day, reason } = kept.opening
      yield* stands.open(profile, day, { by, reason }, at)
    }
    const add = Effect.gen(function* () {
      yield* stands.add({
        profile,
        serial,
        month: stand.month,
        as_of: stand.asOf,
        data_sha256,
        is_final: stand.final ? 1 : 0,
        locked_at: stand.final ? run.started_at : null,
        decided_by: kept.final?.by ?? null,
        reason: kept.final?.reason ?? null,
        replaces: stand.replaces ?? null,
        closed_through: stand.basis.closed ?? 0,
        payouts_through: stand.basis.payouts ?? 0,
      })
      const transfers = kept.bank.transfers.map(({ creditorIds, file, references, ...transfer }): Transfer => ({
        ...transfer,
        creditorIds: new Set(creditorIds),
        references: new Set(references),
        place: { file, line: undefined },
      }))
      yield* bank.add(profile, serial, { ...kept.bank, transfers })
    })
    yield* runs.whileOurs(run, add)
    return data_sha256
  })

const answerOf = ({ creditorId, invoiceNumber, reference, ...answer }: Answer): OtherCase => ({
  ...answer,
  creditorId,
  invoiceNumber,
  reference,
})
