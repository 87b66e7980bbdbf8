/** Reads from the API: authenticated, paced, repeated where that helps, and with every failure typed. */
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { AmiliConfig } from "./AmiliConfig.ts"
import { type ApiError, NotAuthenticated, type NotFound, UnexpectedAnswer } from "./ApiError.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import * as Answers from "./internal/http/answer.ts"
import type { Received } from "./internal/http/attempt.ts"
import * as RateLimit from "./internal/http/rateLimit.ts"
import { queryOf } from "./internal/http/request.ts"
import { Transport } from "./internal/http/transport.ts"

/** Names and values of the query, in order. */
export type Params = ReadonlyArray<readonly [name: string, value: string]>

/** What the API answered to one request. */
export interface Answer {
  /** Parsed. Bare NaN and infinities are the strings "NaN", "Infinity", "-Infinity"; integers past 2^53 are strings. */
  readonly body: unknown
  /** As received. */
  readonly text: string
  /** Whether `body` has strings where `text` has such numbers. */
  readonly repaired: boolean
  /** The server's clock when it answered. */
  readonly serverTime: Option.Option<DateTime.Utc>
  /** Status of the answer. */
  readonly status: number
  /** Path and query as sent. */
  readonly url: string
  /** Headers of the answer, their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** Sends requests to the API, paced and repeated as the settings say, and answers with typed errors. */
export class AmiliClient extends Effect.Service<AmiliClient>()("core/AmiliClient", {
  effect: Effect.gen(function* () {
    const auth = yield* AuthTokenProvider
    const transport = yield* Transport
    const { baseUrl, concurrency } = yield* AmiliConfig
    const semaphore = yield* Effect.makeSemaphore(concurrency)

    /**
     * Yields before it goes on, so that a fiber that waits goes before one that asks again at once. The semaphore needs
     * two turns of the scheduler: it wakes the fiber in the first, and the fiber takes the permit in the second.
     */
    const limited = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      Effect.ensuring(semaphore.withPermits(1)(effect), Effect.repeatN(Effect.yieldNow(), 1))

    const authenticated = (path: string, params: Params): Effect.Effect<Received, ApiError> =>
      Effect.gen(function* () {
        const token = yield* auth.getValidToken()
        const send = yield* transport.start
        const first = yield* send({ path, params, key: token })
        if (first.status !== 401) return first
        const another = yield* auth.refresh(token)
        const second = yield* send({ path, params, key: another })
        if (second.status !== 401) return second
        yield* auth.invalidate(another)
        return yield* new NotAuthenticated({
          message: "the API does not accept the access token that it has just given (401)",
          hint: "try again; if it happens again, check with Amili what these credentials may read",
          status: second.status,
        })
      })

    const get: (resource: string, params?: Params) => Effect.Effect<Answer, ApiError | NotFound> = Effect.fn(
      "AmiliClient.get",
    )(function* (resource: string, more: Params = []) {
      const [, path = "", inPath = ""] = /^\/*([^?#]*)(?:\?([^#]*))?/.exec(resource) ?? []
      const params = inPath === "" ? more : [...new URLSearchParams(inPath), ...more]
      const received = yield* limited(authenticated(path, params))
      const { repaired, value } = yield* Answers.json(received, path, params)
      const { headers, status, text } = received
      const url = `${baseUrl}/${path}${queryOf(params)}`
      return { body: value, text, repaired, serverTime: RateLimit.serverTime(headers), status, url, headers }
    })

    const serverTime: Effect.Effect<DateTime.Utc, ApiError> = get("cases", [
      ["max_results", "1"],
      ["projection", '{"_id":1}'],
    ]).pipe(
      Effect.flatMap((answer) => answer.serverTime),
      Effect.catchTags({
        NoSuchElementException: () => noServerTime,
        NotFound: () => noServerTime,
      }),
    )

    return {
      /**
       * Reads a resource (`cases`), or an item (`cases/<id>`), which may be `NotFound`. A query at the end of the path
       * comes before `params`. At most `concurrency` are under way at once; the time that a call may take starts with its
       * first request.
       */
      get,
      /** The server's clock (whole seconds), from the Date header of a request for one row. */
      serverTime,
    }
  }),
}) {}

const noServerTime = Effect.fail(
  new UnexpectedAnswer({
    message: "the API's answers carry no date that can be read",
    hint: "a proxy may remove the Date header: ask whoever runs it",
  }),
)
