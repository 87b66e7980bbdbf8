import { BankRecords, type PayerRow } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { say } from "../../output/say.ts"
import * as journal from "../../setup/journal.ts"

const column = Rows.column<PayerRow>()
const columns = [
  column("account", ({ number, scheme }) => `${scheme} ${number}`.trim()),
  column("creditor", ({ creditor_id }) => creditor_id),
  column("receiving", ({ receiving }) => receiving ?? "any", { rank: 1 }),
  column("by", ({ decided_by }) => decided_by, { least: 8 }),
  column("reason", ({ reason }) => reason, { least: 10 }),
  column("at", ({ decided_at }) => Dates.shownIso(decided_at), { rank: 2 }),
]

const options = { ...journal.place, ...Rows.options, fields: Rows.fields(columns) }

const command = Command.make("list", options, (given) =>
  Effect.gen(function* () {
    const shape = yield* Rows.shapeOf({ columns, document: (payer: PayerRow) => payer }, given)
    yield* journal.inside(given, ({ profile }) =>
      Effect.gen(function* () {
        const payers = yield* (yield* BankRecords).payers(profile)
        if (payers.length === 0)
          yield* say({
            en: "no account has been confirmed: amili-export bank confirm",
            sv: "inget konto har bekräftats: amili-export bank confirm",
          })
        yield* Rows.write(Stream.fromIterable(payers), shape)
      }),
    )
  }),
)

export const bankList = Runnable.make(command, {
  details: ["One line for each creditor and account, with who confirmed it, why and when."],
  examples: [{ command: "amili-export bank list --out exports", effect: "from which accounts Amili pays" }],
})
