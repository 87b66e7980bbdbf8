import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { Command, Options } from "@effect/cli"
import { Data, Effect, Option } from "effect"
import * as Layers from "../Layers.ts"
import * as SameApi from "../run/SameApi.ts"
import * as Verify from "../run/Verify.ts"
import * as journal from "./journal.ts"
import * as Listing from "./listing.ts"
import * as options from "./options.ts"
import { creditorsOf } from "./settings.ts"

/** Something is not as it was committed. */
class NotIntact extends Data.TaggedError("NotIntact")<{ readonly message: string; readonly hint: string }> {}

const api = Options.boolean("api").pipe(
  Options.withDescription("Also compare every closed case of the API with the journal: missing, extra, changed."),
)

const shape: Listing.Shape<Verify.Finding> = {
  columns: [
    { header: "What", value: ({ subject }) => subject },
    { header: "Finding", value: ({ problem }) => problem },
  ],
  document: (finding) => finding,
}

const command = Command.make("verify", { ...journal.place, creditor: options.creditor, api }, (given) =>
  journal.inside(given, ({ out, profile }) =>
    Effect.gen(function* () {
      const say = (text: string) => (given.json ? Effect.void : Output.note(text))
      const creditors = yield* creditorsOf(given.creditor)
      const findings = [...(yield* Verify.chain(profile))]
      const files = yield* Verify.files(profile, out)
      findings.push(...files.findings)
      yield* say(`checked the chain of runs and ${files.checked} files`)
      let cases: number | null = null
      if (given.api) {
        const compared = yield* Effect.gen(function* () {
          yield* SameApi.check(profile, (yield* AmiliConfig).baseUrl)
          yield* SameApi.checkCompany(profile)
          return yield* Verify.api(profile, creditors)
        }).pipe(Effect.provide(Layers.runAs(given.profile)))
        findings.push(...compared.findings)
        cases = compared.checked
        yield* say(`compared ${compared.checked} closed cases of the API with the journal`)
      }
      if (given.json) {
        yield* Output.writeLine(
          JSON.stringify({
            profile,
            checked: { files: files.checked, cases },
            findings,
            exitCode: findings.length === 0 ? 0 : 1,
          }),
        )
      }
      if (findings.length === 0) return yield* say("everything is as it was committed")
      if (!given.json) yield* Listing.write(shape, findings, { json: false, query: Option.none() })
      return yield* new NotIntact({
        message: `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`,
        hint: "changed and missing cases come with the next amili-export closed; files come back with amili-export replay",
      })
    }),
  ),
)

export const verify = Runnable.make(command, {
  details: [
    "Checks that each run follows the one before it, that the journal and the files are what was committed, and with --api that no closed case is missing.",
    "Ends with 1 when there is a finding.",
  ],
  examples: [
    { command: "amili-export verify --out exports", effect: "the journal and the files" },
    { command: "amili-export verify --api --out exports", effect: "the same, and every closed case of the API" },
  ],
})
