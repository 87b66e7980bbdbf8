import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Emit from "@amili-cases/operations/vouchers/Emit"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { withNotes } from "../../output/notes.ts"
import { tellEmit } from "../../output/vouchersOutcome.ts"
import * as vouchers from "../../setup/vouchers.ts"

const command = Command.make("emit", vouchers.files, (given) =>
  Effect.gen(function* () {
    const chosen = yield* vouchers.chosenOf(given)
    const prepared = yield* Emit.prepare(chosen)
    yield* tellEmit(yield* withNotes(Emit.run(prepared), given), chosen.profile.name, given)
  }),
)

export const vouchersEmit = Runnable.make(command, {
  details: [
    "Writes every approved voucher into a SIE 4I file for each creditor and fiscal year, with tables, manifest and serial number: each voucher once and never again. Each file is read again and compared with the journal before it counts.",
    "What the accounting program of the account map would refuse ends with the reason, and nothing is emitted.",
  ],
  examples: [{ command: "amili-export vouchers emit --out exports", effect: "files for the accounting program" }],
})
