/** Two portfolios side by side in order of id, and work on their cases in batches. Neither is held in memory. */
import * as Effect from "effect/Effect"
import * as Order from "effect/Order"
import * as Stream from "effect/Stream"
import type { OpenCase } from "../OpenCases.ts"

/** Each case of either portfolio, as it was and as it is now. */
export const pairs = <E, R>(previous: Stream.Stream<OpenCase, E, R>, current: Stream.Stream<OpenCase, E, R>) =>
  Stream.zipAllSortedByKeyWith(byId(previous), {
    other: byId(current),
    order: Order.string,
    onSelf: (before): Pair => ({ before, now: undefined }),
    onOther: (now): Pair => ({ before: undefined, now }),
    onBoth: (before, now): Pair => ({ before, now }),
  }).pipe(Stream.map(([, pair]) => pair))

interface Pair {
  readonly before: OpenCase | undefined
  readonly now: OpenCase | undefined
}

const byId = <E, R>(cases: Stream.Stream<OpenCase, E, R>) =>
  Stream.map(cases, (one): readonly [string, OpenCase] => [one.case_id, one])

/** Explains cases so many at a time; in the end, those that do not fit. */
export const gathered = <A, E, R>(
  size: number,
  explain: (batch: ReadonlyArray<OpenCase>) => Effect.Effect<ReadonlyArray<A>, E, R>,
) => {
  let waiting: Array<OpenCase> = []
  const misfits: Array<A> = []
  const flush = Effect.suspend(() => {
    const batch = waiting
    waiting = []
    return Effect.map(explain(batch), (found) => void misfits.push(...found))
  })
  return {
    add: (one: OpenCase) => Effect.suspend(() => (waiting.push(one) < size ? Effect.void : flush)),
    end: Effect.as(flush, misfits),
  }
}
