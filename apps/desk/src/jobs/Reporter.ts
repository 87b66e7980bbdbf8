/** Counts what a job reads, for whoever looks at it meanwhile. */
import type { Reporter } from "@amili-cases/export-engine/report/Progress"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type { Count } from "./Job.ts"

/** What is over by then needs no total. */
const quick = "500 millis"

/** Milliseconds over which the rate is taken: what was slow at the start does not spoil the time that is left. */
const windowMillis = 15_000

/** `report` is told twice a second how far each reading has come; `index` tells readings apart. */
export const make = (report: (index: number, count: Count) => Effect.Effect<void>): Reporter => {
  let readings = 0
  return {
    counted: (what, total) => (rows) =>
      Stream.unwrapScoped(
        Effect.gen(function* () {
          const index = readings++
          let read = 0
          let known: number | undefined
          let samples = [{ at: yield* now, read }]
          const tell = Effect.flatMap(now, (at) => {
            samples = [...samples.filter((sample) => at - sample.at <= windowMillis), { at, read }]
            return report(index, { what, read, total: known, perSecond: rateOf(samples) })
          })
          const ask = Effect.map(total, (answer) => (known = Option.getOrUndefined(answer)))
          yield* tell
          yield* Effect.forkScoped(Effect.delay(ask, quick))
          yield* Effect.forkScoped(Effect.repeat(Effect.delay(tell, quick), Schedule.forever))
          yield* Effect.addFinalizer(() => tell)
          return Stream.mapChunks(rows, (chunk) => {
            read += chunk.length
            return chunk
          })
        }),
      ),
  }
}

const rateOf = (samples: ReadonlyArray<{ readonly at: number; readonly read: number }>): number | undefined => {
  const [first] = samples
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.at === first.at || last.read === first.read) return undefined
  return (last.read - first.read) / ((last.at - first.at) / 1000)
}

/** Milliseconds of a clock that setting the date does not move. */
const now = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos / 1_000_000n))
