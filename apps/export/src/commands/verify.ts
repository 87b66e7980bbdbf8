import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Layers from "../Layers.ts"
import { acknowledge } from "@amili-cases/accounting/closed/acknowledge"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Finding } from "@amili-cases/export-engine/evidence/Verify"
import type { Place } from "@amili-cases/operations/journal/KnownJournal"
import { remedyOf } from "@amili-cases/operations/journal/remedies"
import * as Verify from "@amili-cases/operations/journal/Verify"
import * as CreditorIds from "@amili-cases/operations/profile/CreditorIds"
import * as journal from "../setup/journal.ts"
import { acknowledging, saidOf } from "./verify/acknowledging.ts"
import * as options from "../setup/options.ts"

/** Something is not as it was committed. */
class NotIntact extends Data.TaggedError("NotIntact")<{ readonly message: string; readonly hint: string }> {}

const api = Options.boolean("api").pipe(
  Options.withDescription(
    "also compare every closed case, payout line and payout of the API with the journal: missing, extra, changed",
  ),
)

const column = Rows.column<Finding>()
const view: Rows.View<Finding> = {
  columns: [column("subject", ({ subject }) => subject), column("problem", ({ problem }) => problem)],
  document: (finding) => finding,
}

const command = Command.make(
  "verify",
  { ...journal.place, ...Rows.options, creditor: options.creditor, api, ...acknowledging },
  (given) =>
    Effect.gen(function* () {
      const shape = { ...view, ...(yield* Rows.formatOf(given)) }
      const creditors = yield* CreditorIds.parse(given.creditor)
      if (creditors.length > 0 && !given.api)
        return yield* new UsageError({
          message: "--creditor narrows the comparison with the API, which nobody asked for",
          hint: "add --api",
        })
      const said = yield* saidOf(given)
      return yield* journal.inside(given, (place) =>
        Effect.gen(function* () {
          if (said !== undefined) {
            yield* Effect.provide(acknowledge(place.profile, given.acknowledge, said), Layers.run(given.profile))
            return yield* Output.note(`${given.acknowledge.join(", ")}: known to be gone from the API`)
          }
          const say = (text: string) => (shape.format === "json" ? Effect.void : Output.note(text))
          const { acknowledged, cases, elsewhere, files, findings, notes, payouts } = yield* check(
            place,
            given.api ? { creditors, layer: Layers.run(given.profile) } : undefined,
            say,
          )
          if (shape.format === "json") {
            const exitCode = findings.length === 0 ? 0 : 1
            const answer = {
              profile: place.profile,
              checked: { files, cases, payouts },
              elsewhere,
              findings,
              acknowledged,
              notes,
              exitCode,
            }
            yield* Projection.write([answer], shape.documents)
          } else if (findings.length > 0 || given.csv) yield* Rows.write(Stream.fromIterable(findings), shape)
          if (findings.length === 0)
            return yield* say(`everything ${elsewhere.length === 0 ? "" : "that is here "}is as it was committed`)
          return yield* new NotIntact({
            message: `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`,
            hint: remedyOf(findings),
          })
        }),
      )
    }),
)

interface WithApi {
  readonly creditors: ReadonlyArray<CreditorId>
  readonly layer: ReturnType<typeof Layers.run>
}

const check = (place: Place, api: WithApi | undefined, say: (text: string) => Effect.Effect<void>) =>
  Effect.gen(function* () {
    const local = yield* Verify.local(place)
    const { elsewhere, files, notes } = local
    for (const text of notes) yield* say(`note: ${text}; right for an old copy, and a run would be refused`)
    yield* say(`checked the chain of runs and ${files} ${files === 1 ? "file" : "files"}`)
    for (const { dataset, folder, machine, serial } of elsewhere)
      yield* say(`not checked: ${dataset} run ${serial} is on ${machine}, in ${folder}; run verify there`)
    if (api === undefined) return { ...local, cases: null, payouts: null, acknowledged: [] }
    const compared = yield* Effect.provide(Verify.withApi(place.profile, api.creditors), api.layer)
    const { acknowledged, cases, payouts } = compared
    yield* say(
      cases === undefined
        ? "compared no closed cases with the API: no closed run of these creditors says up to when they are known"
        : `compared ${cases} closed ${cases === 1 ? "case" : "cases"} of the API with the journal`,
    )
    for (const { case_id, reason, said_by } of acknowledged)
      yield* say(`${case_id} is gone from the API, known to ${said_by}: ${reason}`)
    yield* say(
      payouts === undefined
        ? "compared no payouts with the API: no run over payouts of these creditors says up to when they are known"
        : `compared ${payouts} payout lines and payouts of the API with the journal`,
    )
    const findings = [...local.findings, ...compared.findings]
    return { ...local, cases: cases ?? null, payouts: payouts ?? null, acknowledged, findings }
  })

export const verify = Runnable.make(command, {
  details: [
    "Checks that each run follows the one before it, that the journal and the files are what was committed, and with --api that no closed case and no payout line is missing.",
    "Looks only at the folder that is given. Where machines share a journal in PostgreSQL, runs whose files are on another machine are named. Files in it that look like those of a run, and that the journal does not know, are findings too.",
    "Ends with 1 when there is a finding.",
  ],
  examples: [
    { command: "amili-export verify --out exports", effect: "the journal and the files" },
    { command: "amili-export verify --api --out exports", effect: "the same, and every closed case of the API" },
    {
      command:
        'amili-export verify --acknowledge 6867da7788b9226bb78d716c --by "Eva Ek" --reason "erased on request" --out exports',
      effect: "a case that is gone from the API is reported no more",
    },
  ],
})
