/**
 * When the next request may go out, decided for all fibers together.
 *
 * Eve's limit slides: it counts calls until there has been a whole period without one, and refused calls count too. So
 * a 429 is met with silence for a whole period, and so is the end of what remains, before a 429 comes of it. In the last
 * quarter of the limit requests are spaced more and more, up to the rate that the limit allows in the long run.
 */
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Settings } from "../../AmiliConfig.ts"
import * as Metrics from "./metrics.ts"
import * as Monotonic from "./monotonic.ts"
import * as RateLimit from "./rateLimit.ts"
import { Waits } from "./waits.ts"

type Headers = Readonly<Record<string, string | undefined>>

/** All times are in ms by the monotonic clock. */
interface State {
  /** Nobody sends before this time. */
  readonly silentUntil: number
  /** The next spaced request goes out at this time. */
  readonly nextAt: number
  readonly inFlight: number
  /** Silences in a row that ended in another refusal. */
  readonly refusals: number
  /** Longest time until a reset that the server announced: its period (ms). */
  readonly period: number | undefined
  readonly window: { readonly limit: number; readonly remaining: number; readonly resetAt: number } | undefined
}

const start: State = {
  silentUntil: 0,
  nextAt: 0,
  inFlight: 0,
  refusals: 0,
  period: undefined,
  window: undefined,
}

/** However often silence was not enough, it does not get longer than this. */
const longestSilence = Duration.toMillis("15 minutes")

/** The turn would come after the deadline: there is no use in waiting. */
export class TooLate extends Data.TaggedError("TooLate")<{
  /** How long until then, in ms. */
  readonly wait: number
}> {}

export interface Pacer {
  /** Runs a request when its turn comes, if that is before `deadline` (ms by the monotonic clock). */
  readonly run: <A, E>(request: Effect.Effect<A, E>, deadline: number) => Effect.Effect<A, E | TooLate>
  /** Learns from an answer. */
  readonly observe: (status: number, headers: Headers) => Effect.Effect<void>
}

export const make = (config: Settings): Effect.Effect<Pacer> =>
  Effect.gen(function* () {
    const state = yield* Ref.make(start)
    const onWait = yield* Waits
    const leave = Ref.update(state, (now) => ({ ...now, inFlight: now.inFlight - 1 }))

    const enter = (deadline: number, slot?: number): Effect.Effect<void, TooLate> =>
      Effect.gen(function* () {
        const now = yield* Monotonic.now
        const turn = yield* Ref.modify(state, takeTurn(now, slot))
        if (turn.at <= now) return
        if (turn.at > deadline) return yield* new TooLate({ wait: turn.at - now })
        // No timer waits for less than a whole one.
        const milliseconds = Math.ceil(turn.at - now)
        yield* onWait({ reason: "rate limit", milliseconds })
        yield* Effect.interruptible(Effect.sleep(milliseconds))
        yield* Metrics.rateLimitWaits
        yield* enter(deadline, turn.slot)
      })

    return {
      run: (request, deadline) =>
        Effect.acquireUseRelease(
          enter(deadline),
          () => request,
          () => leave,
        ),
      observe: (status, headers) =>
        Effect.flatMap(Monotonic.now, (now) => {
          const isRefused = status === 429 || RateLimit.retryAfter(headers) !== undefined
          return Ref.update(state, isRefused ? refused(config, headers, now) : served(headers, now))
        }),
    }
  })

interface Turn {
  /** Now, or the time to come back. */
  readonly at: number
  /** The slot that is reserved until then; a silence takes it away. */
  readonly slot: number | undefined
}

const takeTurn =
  (now: number, slot: number | undefined) =>
  (state: State): [Turn, State] => {
    const window = state.window !== undefined && now < state.window.resetAt ? state.window : undefined
    const remaining = window === undefined ? Infinity : window.remaining - state.inFlight
    const silentUntil = Math.max(state.silentUntil, remaining <= 0 ? (window?.resetAt ?? 0) : 0)
    if (now < silentUntil)
      return [
        { at: silentUntil, slot: undefined },
        { ...state, silentUntil },
      ]
    const at = slot ?? Math.max(now, state.nextAt)
    const nextAt = slot === undefined ? at + spacing(state, remaining) : state.nextAt
    const inFlight = at <= now ? state.inFlight + 1 : state.inFlight
    return [
      { at, slot: at },
      { ...state, nextAt, inFlight },
    ]
  }

/** Nothing above a quarter of the limit, then in proportion up to period/limit when nothing remains. */
const spacing = ({ period, window }: State, remaining: number): number => {
  if (window === undefined || period === undefined) return 0
  const quarter = window.limit / 4
  return remaining >= quarter ? 0 : (period / window.limit) * (1 - remaining / quarter)
}

const served =
  (headers: Headers, now: number) =>
  (state: State): State => {
    const limit = RateLimit.read(headers)
    // What was in flight when the silence began says nothing about whether it was long enough.
    const refusals = now < state.silentUntil ? state.refusals : 0
    if (limit?.resetIn === undefined) return { ...state, refusals }
    const resetAt = now + limit.resetIn
    const { window } = state
    // Answers overtake each other: within one window the lowest count is the latest.
    const same = window !== undefined && now < window.resetAt ? window : undefined
    return {
      ...state,
      refusals,
      period: Math.max(state.period ?? 0, limit.resetIn),
      window: {
        limit: limit.limit,
        remaining: Math.min(limit.remaining, same?.remaining ?? Infinity),
        resetAt: Math.max(resetAt, same?.resetAt ?? 0),
      },
    }
  }

const refused =
  (config: Settings, headers: Headers, now: number) =>
  (state: State): State => {
    const asked = RateLimit.retryAfter(headers) ?? RateLimit.resetIn(headers)
    // Requests that were in flight together are refused together: only what comes after a silence counts as another.
    const refusals = now >= state.silentUntil ? state.refusals + 1 : state.refusals
    const period = state.period ?? Duration.toMillis(config.rateLimitPeriod)
    const silence = asked ?? Math.min(period * 2 ** Math.max(0, refusals - 1), longestSilence)
    return { ...state, refusals, window: undefined, silentUntil: Math.max(state.silentUntil, now + silence) }
  }
