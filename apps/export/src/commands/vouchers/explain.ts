import type { Kept } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import { postingsOf } from "@amili-cases/accounting/vouchers/rules/grouped"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Money from "@amili-cases/core/Money"
import type { Explained } from "@amili-cases/export-engine/evidence/Explain"
import { explain } from "@amili-cases/operations/vouchers/explain"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as journal from "../../setup/journal.ts"
import { lines } from "../../output/explained.ts"

const raw = Options.boolean("raw").pipe(Options.withDescription("also the raw documents, as the API sent them"))
const wanted = Args.text({ name: "number" }).pipe(
  Args.withDescription("number of a voucher or its first digits; or the id of a case, a payout line or a payout"),
)

const command = Command.make("explain", { ...journal.place, raw, wanted }, (given) =>
  journal.inside(given, (place) =>
    Effect.gen(function* () {
      for (const { decisions, said, voucher } of yield* explain(place, given.wanted)) {
        if (given.json) {
          yield* Output.writeLine(JSON.stringify(documentOf(voucher, decisions, said, given.raw)))
          continue
        }
        for (const line of linesOf(voucher)) yield* Output.writeLine(line)
        for (const { decided_at, decided_by, reason, what } of decisions)
          yield* Output.writeLine(`  ${what} by ${decided_by} on ${Dates.shownIso(decided_at)}: ${reason}`)
        for (const line of lines(said)) yield* Output.writeLine(line)
        if (given.raw) for (const { document } of said) if (document !== undefined) yield* Output.writeLine(document)
      }
    }),
  ),
)

const linesOf = (voucher: Kept): ReadonlyArray<string> => [
  `${voucher.id} ${voucher.state}${voucher.serial === undefined ? "" : ` in run ${voucher.serial}`}: series ${voucher.series}, ${voucher.date}, ${voucher.text}`,
  ...(voucher.undoes === undefined ? [] : [`  takes back ${voucher.undoes}`]),
  ...postingsOf(voucher).map(
    ({ account, amount, invoice }) =>
      `  ${account}${Amount.grouped(Money.formatMinor(amount)).padStart(18)} ${voucher.currency}${invoice === undefined ? "" : `  ${invoice}`}`,
  ),
  ...voucher.shares.map(
    ({ caseId, source }) =>
      `  ${source.part} of ${source.kind} ${source.id}, event ${source.event}${caseId === undefined || caseId === source.id ? "" : `, case ${caseId}`}`,
  ),
]

const documentOf = (
  voucher: Kept,
  decisions: ReadonlyArray<object>,
  said: ReadonlyArray<Explained>,
  withDocuments: boolean,
) => ({
  number: voucher.id,
  state: voucher.state,
  serial: voucher.serial ?? null,
  series: voucher.series,
  date: voucher.date,
  text: voucher.text,
  currency: voucher.currency,
  undoes: voucher.undoes ?? null,
  ruleVersion: voucher.ruleVersion,
  transactions: postingsOf(voucher).map((posting) => ({ ...posting, amount: Money.formatMinor(posting.amount) })),
  sources: voucher.shares.map(({ caseId, payoutId, source }) => ({ ...source, caseId, payoutId })),
  decisions,
  said: said.map(({ document, ...one }) => (withDocuments ? { ...one, document } : one)),
})

export const vouchersExplain = Runnable.make(command, {
  details: [
    "A voucher with its transactions, the events that it books, who approved it, and every run and raw document that says something about them. By the id of a case, a line or a payout: the vouchers that it is in.",
  ],
  examples: [
    { command: "amili-export vouchers explain 0a1b2c3d --raw --out exports", effect: "down to the raw documents" },
  ],
})
