/** Whether a run has seen every line, and every payout: the API's count against what the journal holds. */
import type { ReadError } from "@amili-cases/core/Reader"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Counted, List } from "./Reading.ts"

/** Numbers of one of the lists, as they stand in the manifest. */
export const Compared = Schema.Struct({
  /** What the API counts; absent where it gives no totals. */
  api: Schema.optional(Schema.Number),
  /** What the journal holds as being there, this run included. */
  journal: Schema.Number,
  /** Documents that cannot be read: in the quarantine. */
  unread: Schema.Number,
  /** At the API and neither of the two; what came or went while the run was reading. */
  difference: Schema.Number,
  /** Whether everything was read, since the numbers did not agree or nothing was known yet. */
  readAll: Schema.Boolean,
})
export type Compared = typeof Compared.Type

export const Completeness = Schema.Struct({ lines: Compared, payouts: Compared })
export type Completeness = typeof Completeness.Type

/** `held` says what the run has come to; `counted` is of its beginning. */
export const compareOf = <E, R>(
  list: Pick<List, "count">,
  counted: Counted,
  everything: Effect.Effect<void, E, R>,
  held: () => { readonly standing: number; readonly unread: number },
) => {
  const compared = ({ total }: Counted, readAll: boolean): Compared => {
    const { standing, unread } = held()
    const difference = total === undefined ? 0 : total - standing - unread
    return { ...(total === undefined ? {} : { api: total }), journal: standing, unread, difference, readAll }
  }
  const readAll: Effect.Effect<Compared, E | ReadError, R> = Effect.gen(function* () {
    yield* everything
    const first = compared(counted, true)
    return first.difference === 0 ? first : compared(yield* list.count, true)
  })
  const compare: typeof readAll = Effect.gen(function* () {
    const first = compared(counted, false)
    if (first.difference === 0) return first
    // Something may have come or gone since it was counted.
    const second = compared(yield* list.count, false)
    return second.difference === 0 ? second : yield* readAll
  })
  return { compare, readAll }
}
