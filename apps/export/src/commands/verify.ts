import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as Option from "effect/Option"
import * as Layers from "../Layers.ts"
import { acknowledge } from "@amili-cases/accounting/closed/acknowledge"
import * as SameCompany from "@amili-cases/accounting/cases/SameCompany"
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import * as DecisionLog from "@amili-cases/accounting/vouchers/log/DecisionLog"
import { verify as verifyPayouts } from "@amili-cases/accounting/payouts/verifyPayouts"
import * as SameApi from "@amili-cases/export-engine/run/SameApi"
import * as SameHistory from "@amili-cases/export-engine/witness/SameHistory"
import { hostOf } from "@amili-cases/export-engine/journal/Machine"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import * as journal from "../setup/journal.ts"
import { acknowledging, saidOf } from "./verify/acknowledging.ts"
import { remedyOf } from "./verify/remedies.ts"
import * as options from "../setup/options.ts"
import { creditorsOf, refuseUnknown } from "../setup/creditors.ts"

/** Something is not as it was committed. */
class NotIntact extends Data.TaggedError("NotIntact")<{ readonly message: string; readonly hint: string }> {}

const api = Options.boolean("api").pipe(
  Options.withDescription(
    "also compare every closed case, payout line and payout of the API with the journal: missing, extra, changed",
  ),
)

const column = Rows.column<Verify.Finding>()
const view: Rows.View<Verify.Finding> = {
  columns: [column("subject", ({ subject }) => subject), column("problem", ({ problem }) => problem)],
  document: (finding) => finding,
}

const command = Command.make(
  "verify",
  { ...journal.place, ...Rows.options, creditor: options.creditor, api, ...acknowledging },
  (given) =>
    Effect.gen(function* () {
      const shape = { ...view, ...(yield* Rows.formatOf(given)) }
      const creditors = yield* creditorsOf(given.creditor)
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
            creditors,
            given,
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

interface Wanted {
  readonly api: boolean
  readonly profile: Option.Option<string>
}

const check = (
  { out, profile }: journal.Place,
  creditors: ReadonlyArray<CreditorId>,
  wanted: Wanted,
  say: (text: string) => Effect.Effect<void>,
) =>
  Effect.gen(function* () {
    const chain = yield* Verify.chain(profile)
    const files = yield* Verify.files(profile, out)
    const decisions = yield* DecisionLog.findings({ profile, folder: out })
    const notes = yield* SameHistory.contradictions(profile, out)
    for (const text of notes) yield* say(`note: ${text}; right for an old copy, and a run would be refused`)
    yield* say(`checked the chain of runs and ${files.checked} ${files.checked === 1 ? "file" : "files"}`)
    const elsewhere = files.elsewhere.map(({ dataset, folder, machine, serial }) => ({
      dataset,
      serial,
      machine: hostOf(machine),
      folder,
    }))
    for (const { dataset, folder, machine, serial } of elsewhere)
      yield* say(`not checked: ${dataset} run ${serial} is on ${machine}, in ${folder}; run verify there`)
    const known = {
      files: files.checked,
      elsewhere,
      cases: null,
      payouts: null,
      acknowledged: [],
      notes,
      findings: [...chain, ...files.findings, ...decisions],
    }
    if (!wanted.api) return known
    const compared = yield* Effect.gen(function* () {
      yield* SameApi.check(profile, (yield* AmiliConfig).baseUrl)
      yield* SameCompany.check(profile)
      yield* refuseUnknown(creditors)
      const payouts = yield* verifyPayouts(profile, creditors)
      return { payouts, ...(yield* VerifyApi.verify(profile, creditors)) }
    }).pipe(Effect.provide(Layers.run(wanted.profile)))
    const { acknowledged, checked, payouts } = compared
    yield* say(
      checked === undefined
        ? "compared no closed cases with the API: no closed run of these creditors says up to when they are known"
        : `compared ${checked} closed ${checked === 1 ? "case" : "cases"} of the API with the journal`,
    )
    for (const { case_id, reason, said_by } of acknowledged)
      yield* say(`${case_id} is gone from the API, known to ${said_by}: ${reason}`)
    yield* say(
      payouts.checked === undefined
        ? "compared no payouts with the API: no run over payouts of these creditors says up to when they are known"
        : `compared ${payouts.checked} payout lines and payouts of the API with the journal`,
    )
    const findings = [...known.findings, ...compared.findings, ...payouts.findings]
    return { ...known, cases: checked ?? null, payouts: payouts.checked ?? null, acknowledged, findings }
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
