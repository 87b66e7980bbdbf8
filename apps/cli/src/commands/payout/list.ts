/** `amili payout list`: what Amili has transferred, or is about to. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import type { Payout } from "@amili-cases/core/Payout"
import { Payouts } from "@amili-cases/core/Payouts"
import { Command, Options } from "@effect/cli"
import { Effect, Option, Stream, Struct } from "effect"
import * as Globals from "../../Globals.ts"
import * as PayoutColumns from "../../payout/PayoutColumns.ts"
import * as Unreadable from "../../Unreadable.ts"

const options = {
  ...Dates.options("paid out on this day or later", "paid out before this day begins"),
  all: Options.boolean("all").pipe(Options.withDescription("on a terminal too, every payout instead of one screen")),
  ...Rows.options,
  fields: Rows.fields(PayoutColumns.payouts),
  ...Globals.options,
}

const command = Command.make("list", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.gen(function* () {
      yield* Dates.ordered(chosen)
      const shape = yield* Rows.shapeOf({ columns: PayoutColumns.payouts, document: Struct.omit("etag") }, chosen)
      return listed(chosen, shape, chosen.all)
    }),
  ),
)

const listed = ({ since, until }: Dates.Span, shape: Rows.Shape<Payout>, all: boolean) =>
  Effect.gen(function* () {
    const payouts = yield* Payouts
    const dates = {
      ...Option.match(since, { onNone: () => ({}), onSome: ($gte) => ({ $gte }) }),
      ...Option.match(until, { onNone: () => ({}), onSome: ($lt) => ({ $lt }) }),
    }
    const where = Object.keys(dates).length === 0 ? {} : { payoutDate: dates }
    const unreadable = yield* Unreadable.make("payout")
    if (shape.format === "table" && !all) {
      const pageSize = Math.min(100, Screen.current().rows - 3)
      const page = yield* payouts.page({ where, sort: ["-payoutDate"], pageSize })
      yield* Effect.forEach(page.malformed, unreadable.options.onMalformed, { discard: true })
      yield* Rows.write(Stream.fromIterable(page.rows), shape)
      if (page.rows.length === 0) yield* Output.note("no payouts")
      else if (page.total !== page.rows.length)
        yield* Output.note(`the latest ${page.rows.length} of ${page.total ?? "more"} payouts; --all shows every one`)
    } else if ((yield* Rows.write(payouts.walk(where, unreadable.options), shape)) === 0) {
      yield* Output.note("no payouts")
    }
    yield* unreadable.refuse
  })

export const list = Runnable.make(command, {
  details: ["On a terminal the latest that fit on one screen. Piped, every one, tab-separated."],
  examples: [
    { command: "amili payout list", effect: "the latest payouts" },
    { command: "amili payout list --since 2025-01-01 --json", effect: "for a program" },
  ],
})
