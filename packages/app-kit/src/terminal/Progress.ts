/**
 * Progress of a long read, on stderr: a bar on a terminal, otherwise a plain line now and then, since programs
 * that run at night write into a log. What is over within half a second says nothing, and nothing stays on the screen.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type * as Scope from "effect/Scope"
import { UiLanguage } from "../settings/UiLanguage.ts"
import * as ProgressLine from "./progressLine.ts"
import { ProgressDisplay } from "./ProgressDisplay.ts"

export interface Counter {
  /** So many more have been read. */
  readonly add: (more: number) => void
}

/**
 * Counts until the scope is closed. `what` is plural, such as "open cases". `total` is asked only if the reading takes
 * long; none where nobody knows.
 */
export const counter = (
  what: string,
  total: Effect.Effect<Option.Option<number>>,
): Effect.Effect<Counter, never, Scope.Scope> =>
  Effect.gen(function* () {
    const display = (yield* ProgressDisplay).current()
    const language = yield* UiLanguage
    let read = 0
    if (Option.isSome(display)) {
      const { hide, kind, show, width } = display.value
      let samples: ReadonlyArray<ProgressLine.Sample> = [{ at: yield* now, read: 0 }]
      let expected = Option.none<number>()
      const draw = Effect.map(now, (at) => {
        samples = [...samples.filter((sample) => at - sample.at <= windowMillis), { at, read }]
        const state = { what, read, expected, samples, language }
        show(kind === "bar" ? ProgressLine.bar(state, width()) : ProgressLine.plain(state))
      })
      yield* Effect.addFinalizer(() => Effect.sync(hide))
      const every = kind === "bar" ? 200 : 5000
      const ask = Effect.fork(Effect.map(total, (known) => (expected = known)))
      const keepDrawing = Effect.delay(
        Effect.repeat(draw, Schedule.spaced(every)),
        kind === "bar" ? every : every - quickMillis,
      )
      // One fiber that sleeps, and more only when it wakes up: most readings are over by then.
      yield* Effect.forkScoped(Effect.delay(Effect.zipRight(ask, keepDrawing), quickMillis))
    }
    return { add: (more) => void (read += more) }
  })

/** The same rows, counted as they pass. */
export const counted =
  (what: string, total: Effect.Effect<Option.Option<number>>) =>
  <A, E, R>(rows: Stream.Stream<A, E, R>): Stream.Stream<A, E, R> =>
    Stream.unwrapScoped(
      Effect.map(counter(what, total), ({ add }) =>
        Stream.mapChunks(rows, (chunk) => {
          add(chunk.length)
          return chunk
        }),
      ),
    )

/** Milliseconds of a clock that setting the date does not move: a rate is never negative. */
const now = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos / 1_000_000n))

/** Nobody waits for what is over by then. */
const quickMillis = 500

/** The rate is that of the last quarter of a minute: what was slow at the start does not spoil the time that is left. */
const windowMillis = 15_000
