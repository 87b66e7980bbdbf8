import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { Command, Options } from "@effect/cli"
import { Data, Effect, Stream } from "effect"
import type { Option } from "effect"
import * as Layers from "../Layers.ts"
import * as SameCompany from "@amili-cases/accounting/cases/SameCompany"
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import { verify as verifyPayouts } from "@amili-cases/accounting/payouts/verifyPayouts"
import * as SameApi from "@amili-cases/export-engine/run/SameApi"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import * as journal from "../setup/journal.ts"
import * as options from "../setup/options.ts"
import { creditorsOf } from "../setup/plan.ts"

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
  { ...journal.place, ...Rows.options, creditor: options.creditor, api },
  (given) =>
    Effect.gen(function* () {
      const shape = { ...view, ...(yield* Rows.formatOf(given)) }
      const creditors = yield* creditorsOf(given.creditor)
      if (creditors.length > 0 && !given.api)
        return yield* new UsageError({
          message: "--creditor narrows the comparison with the API, which nobody asked for",
          hint: "add --api",
        })
      return yield* journal.inside(given, (place) =>
        Effect.gen(function* () {
          const say = (text: string) => (shape.format === "json" ? Effect.void : Output.note(text))
          const { cases, files, findings, payouts } = yield* check(place, creditors, given, say)
          if (shape.format === "json") {
            const exitCode = findings.length === 0 ? 0 : 1
            const answer = { profile: place.profile, checked: { files, cases, payouts }, findings, exitCode }
            yield* Projection.write([answer], shape.documents)
          } else if (findings.length > 0 || given.csv) yield* Rows.write(Stream.fromIterable(findings), shape)
          if (findings.length === 0) return yield* say("everything is as it was committed")
          return yield* new NotIntact({
            message: `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`,
            hint: "changed and missing cases come with the next amili-export closed, lines and payouts with amili-export payouts --full; files come back with amili-export replay",
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
    yield* say(`checked the chain of runs and ${files.checked} files`)
    const known = { files: files.checked, cases: null, payouts: null, findings: [...chain, ...files.findings] }
    if (!wanted.api) return known
    const compared = yield* Effect.gen(function* () {
      yield* SameApi.check(profile, (yield* AmiliConfig).baseUrl)
      yield* SameCompany.check(profile)
      const payouts = yield* verifyPayouts(profile, creditors)
      return { payouts, ...(yield* VerifyApi.verify(profile, creditors)) }
    }).pipe(Effect.provide(Layers.run(wanted.profile)))
    yield* say(`compared ${compared.checked} closed cases of the API with the journal`)
    if (compared.payouts.checked > 0)
      yield* say(`compared ${compared.payouts.checked} payout lines and payouts of the API with the journal`)
    const findings = [...known.findings, ...compared.findings, ...compared.payouts.findings]
    return { ...known, cases: compared.checked, payouts: compared.payouts.checked, findings }
  })

export const verify = Runnable.make(command, {
  details: [
    "Checks that each run follows the one before it, that the journal and the files are what was committed, and with --api that no closed case and no payout line is missing.",
    "Ends with 1 when there is a finding.",
  ],
  examples: [
    { command: "amili-export verify --out exports", effect: "the journal and the files" },
    { command: "amili-export verify --api --out exports", effect: "the same, and every closed case of the API" },
  ],
})
