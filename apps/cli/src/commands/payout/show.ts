/** `amili payout show`: one payout and the lines that it is made of. */
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import type { Payout } from "@amili-cases/core/Payout"
import { Payouts } from "@amili-cases/core/Payouts"
import type { PayoutSpecification } from "@amili-cases/core/PayoutSpecification"
import { PayoutSpecifications } from "@amili-cases/core/PayoutSpecifications"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Struct from "effect/Struct"
import * as Globals from "../../Globals.ts"
import * as PayoutColumns from "../../payout/PayoutColumns.ts"
import * as PayoutId from "../../payout/PayoutId.ts"
import * as Unreadable from "../../Unreadable.ts"

const options = {
  id: Args.text({ name: "id" }).pipe(Args.withDescription("the payout's id, from amili payout list")),
  ...Rows.options,
  fields: Rows.fields(PayoutColumns.lines),
  ...Globals.options,
}

const command = Command.make("show", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.gen(function* () {
      const id = yield* PayoutId.read(chosen.id)
      const shape = yield* Rows.shapeOf({ columns: PayoutColumns.lines, document: Struct.omit("etag") }, chosen)
      return shown(id, shape)
    }),
  ),
)

const shown = (id: Payout["id"], shape: Rows.Shape<PayoutSpecification>) =>
  Effect.gen(function* () {
    const payout = yield* (yield* Payouts).get(id)
    const unreadable = yield* Unreadable.make("payout line")
    const specifications = yield* PayoutSpecifications
    if (shape.format === "table") yield* Output.write(`${render(payout, Screen.current())}\n\n`)
    const count = yield* Rows.write(specifications.walk({ payoutId: id }, unreadable.options), shape)
    if (count === 0) yield* Output.note("no lines belong to this payout")
    yield* unreadable.refuse
  })

const render = (payout: Payout, screen: Screen.Screen) => {
  const total =
    payout.totalAmount === undefined
      ? []
      : [`${Amount.grouped(Money.format(payout.totalAmount))} ${payout.currency ?? ""}`.trim()]
  const parts = [
    payout.payoutDate && CalendarDay.of(payout.payoutDate),
    payout.payoutReference,
    payout.creditorName,
    payout.financeCategory,
    ...total,
  ]
  return [
    Screen.bold(screen, `Payout ${payout.id}`),
    `  ${parts.filter((part) => part !== undefined && part !== "").join("  ")}`,
  ].join("\n")
}

export const show = Runnable.make(command, {
  details: [
    "Piped, the lines alone: invoice, category, article, booked, amount, vat, total, currency, reference, id, case.",
  ],
  examples: [
    { command: "amili payout show $(amili payout list | head -1 | cut -f1)", effect: "any payout with its lines" },
  ],
})
