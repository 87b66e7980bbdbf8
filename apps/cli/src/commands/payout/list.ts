/** `amili payout list`: what Amili has transferred, or is about to. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import * as Values from "@amili-cases/app-kit/command/Values"
import type { Payout } from "@amili-cases/core/Payout"
import { Payouts } from "@amili-cases/core/Payouts"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Chunk from "effect/Chunk"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Order from "effect/Order"
import * as Stream from "effect/Stream"
import * as Struct from "effect/Struct"
import * as Globals from "../../Globals.ts"
import * as PayoutColumns from "../../payout/PayoutColumns.ts"
import * as Unreadable from "../../Unreadable.ts"

const options = {
  ...Dates.options("paid out on this day or later", "paid out before this day begins"),
  limit: Values.whole("limit", 1, 1_000_000).pipe(
    Options.optional,
    Options.withDescription("at most so many, the newest"),
  ),
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
      return listed(chosen, shape)
    }),
  ),
)

interface Wanted extends Dates.Span {
  readonly limit: Option.Option<number>
  readonly all: boolean
}

const listed = ({ all, limit, since, until }: Wanted, shape: Rows.Shape<Payout>) =>
  Effect.gen(function* () {
    const payouts = yield* Payouts
    const dates = {
      ...Option.match(since, { onNone: () => ({}), onSome: ($gte) => ({ $gte }) }),
      ...Option.match(until, { onNone: () => ({}), onSome: ($lt) => ({ $lt }) }),
    }
    const where = Object.keys(dates).length === 0 ? {} : { payoutDate: dates }
    const unreadable = yield* Unreadable.make("payout")
    const screen = shape.format === "table" && !all ? Option.some(Screen.current().rows - 3) : Option.none()
    const count = Option.orElse(limit, () => Option.map(screen, (rows) => Math.min(100, rows)))
    if (Option.isSome(count) && count.value <= 100) {
      const page = yield* payouts.page({ where, sort: ["-payoutDate"], pageSize: count.value })
      yield* Effect.forEach(page.malformed, unreadable.options.onMalformed, { discard: true })
      yield* Rows.write(Stream.fromIterable(page.rows), shape)
      if (page.rows.length === 0) yield* Output.note("no payouts")
      else if (page.total !== page.rows.length && Option.isNone(limit))
        yield* Output.note(`the latest ${page.rows.length} of ${page.total ?? "more"} payouts; --all shows every one`)
    } else {
      const every = payouts.walk(where, unreadable.options)
      const rows = Option.match(count, { onNone: () => every, onSome: (most) => newest(every, most) })
      if ((yield* Rows.write(rows, shape)) === 0) yield* Output.note("no payouts")
    }
    yield* unreadable.refuse
  })

/** All payouts have to be held for this: they come in order of their ids. */
const newest = <E, R>(payouts: Stream.Stream<Payout, E, R>, most: number): Stream.Stream<Payout, E, R> =>
  Stream.unwrap(
    Effect.map(Stream.runCollect(payouts), (all) => Stream.fromIterable(Chunk.take(Chunk.sort(all, byDate), most))),
  )

const byDate = Order.reverse(
  Order.mapInput(Option.getOrder(DateTime.Order), ({ payoutDate }: Payout) => Option.fromNullable(payoutDate)),
)

export const list = Runnable.make(command, {
  details: ["On a terminal the latest that fit on one screen. Piped, every one, tab-separated."],
  examples: [
    { command: "amili payout list", effect: "the latest payouts" },
    { command: "amili payout list --since 2025-01-01 --json", effect: "for a program" },
  ],
})
