import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
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
import { datasetIn } from "../words/common.ts"
import * as Words from "../words/verify.ts"

/** Something is not as it was committed. */
class NotIntact extends Data.TaggedError("NotIntact")<{
  readonly message: string
  readonly hint: string
  readonly swedish: { readonly message: string; readonly hint: string }
}> {}

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
        return yield* inBoth(
          { message: "--creditor narrows the comparison with the API, which nobody asked for", hint: "add --api" },
          { message: "--creditor begränsar jämförelsen med API:et, som ingen har begärt", hint: "lägg till --api" },
        )
      const said = yield* saidOf(given)
      const words = Words.of(yield* UiLanguage)
      return yield* journal.inside(given, (place) =>
        Effect.gen(function* () {
          if (said !== undefined) {
            yield* Effect.provide(acknowledge(place.profile, given.acknowledge, said), Layers.run(given.profile))
            return yield* Output.note(words.acknowledged(given.acknowledge))
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
          if (findings.length === 0) return yield* say(words.intact(elsewhere.length === 0))
          return yield* new NotIntact({
            message: Words.of("en").findings(findings.length),
            hint: remedyOf(findings, "en"),
            swedish: { message: Words.of("sv").findings(findings.length), hint: remedyOf(findings, "sv") },
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
    const language = yield* UiLanguage
    const words = Words.of(language)
    for (const text of notes) yield* say(words.contradiction(text))
    yield* say(words.checked(files))
    for (const { dataset, folder, machine, serial } of elsewhere)
      yield* say(words.elsewhere(datasetIn(dataset, language), serial, machine, folder))
    if (api === undefined) return { ...local, cases: null, payouts: null, acknowledged: [] }
    const compared = yield* Effect.provide(Verify.withApi(place.profile, api.creditors), api.layer)
    const { acknowledged, cases, payouts } = compared
    yield* say(cases === undefined ? words.casesNotCompared : words.casesCompared(cases))
    for (const { case_id, reason, said_by } of acknowledged) yield* say(words.gone(case_id, said_by, reason))
    yield* say(payouts === undefined ? words.payoutsNotCompared : words.payoutsCompared(payouts))
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
