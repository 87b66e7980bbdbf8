import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Command, Options } from "@effect/cli"
import { Data, Effect } from "effect"
import * as Layers from "../Layers.ts"
import * as Verify from "../run/Verify.ts"
import * as journal from "./journal.ts"
import * as options from "./options.ts"

/** Something is not as it was committed. */
class NotIntact extends Data.TaggedError("NotIntact")<{ readonly message: string; readonly hint: string }> {}

const api = Options.boolean("api").pipe(
  Options.withDescription("Also compare every closed case of the API with the journal: missing, extra, changed."),
)

const command = Command.make("verify", { ...journal.place, creditor: options.creditor, api }, (given) =>
  Effect.gen(function* () {
    const profile = yield* options.profileOf(given.profile)
    const creditors = yield* options.creditorsOf(given.creditor)
    const findings = [...(yield* Verify.chain(profile))]
    const files = yield* Verify.files(profile, given.out)
    findings.push(...files.findings)
    yield* Output.note(`checked the chain of runs and ${files.checked} files`)
    if (given.api) {
      const compared = yield* Verify.api(profile, creditors).pipe(Effect.provide(Layers.run))
      findings.push(...compared.findings)
      yield* Output.note(`compared ${compared.checked} closed cases of the API with the journal`)
    }
    if (findings.length === 0) return yield* Output.note("everything is as it was committed")
    yield* journal.table(
      [
        { header: "What", value: ({ subject }) => subject },
        { header: "Finding", value: ({ problem }) => problem },
      ],
      findings,
    )
    return yield* new NotIntact({
      message: `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`,
      hint: "changed and missing cases come with the next amili-export closed; files come back with amili-export replay",
    })
  }).pipe(Effect.provide(journal.services(given))),
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
