/** The tool about payouts, on the services that the commands use. */
import { Payouts } from "@amili-cases/core/Payouts"
import { PayoutSpecifications } from "@amili-cases/core/PayoutSpecifications"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Struct from "effect/Struct"
import * as PayoutId from "../payout/PayoutId.ts"
import * as Unreadable from "../Unreadable.ts"
import * as Tool from "./Tool.ts"

const parameters = Schema.Struct({
  id: Schema.NonEmptyTrimmedString.annotations({ description: "the payout's id, 24 hex digits" }),
  limit: Schema.optionalWith(
    Schema.Int.pipe(Schema.between(1, 1000)).annotations({
      description: "at most so many lines, from 1 to 1000 (default 100)",
    }),
    { default: () => 100 },
  ),
})

export const show = Tool.make({
  name: "payout_show",
  title: "Show a payout",
  description: "One payout, the lines that it is made of, and how many lines it has in all.",
  parameters,
  run: (wanted) =>
    Effect.gen(function* () {
      const id = yield* PayoutId.read(wanted.id)
      const payout = yield* (yield* Payouts).get(id)
      const specifications = yield* PayoutSpecifications
      const unreadable = yield* Unreadable.make("payout line")
      const total = yield* specifications.count({ payoutId: id })
      const lines = yield* specifications
        .walk({ payoutId: id }, unreadable.options)
        .pipe(Stream.take(wanted.limit), Stream.runCollect)
      yield* unreadable.refuse
      return { payout: Struct.omit(payout, "etag"), lines: Array.from(lines, Struct.omit("etag")), total }
    }),
})
