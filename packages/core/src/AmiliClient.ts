/** Reads from the API: authenticated, paced, repeated where that helps, and with every failure typed. */
import { type DateTime, Effect, type Option, type Redacted } from "effect"
import { AmiliConfig } from "./AmiliConfig.ts"
import { type ApiError, NotAuthenticated, type NotFound, UnexpectedAnswer } from "./ApiError.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import * as Answers from "./internal/answer.ts"
import type { Received } from "./internal/attempt.ts"
import type { Parsed } from "./internal/json.ts"
import * as Places from "./internal/places.ts"
import * as RateLimit from "./internal/rateLimit.ts"
import { queryOf } from "./internal/request.ts"
import { traced } from "./internal/traced.ts"
import { type Send, Transport } from "./internal/transport.ts"

/** Names and values of the query, in order. */
export type Params = ReadonlyArray<readonly [name: string, value: string]>

export interface Answer {
  /** Parsed. Bare NaN and infinities are the strings "NaN", "Infinity", "-Infinity"; integers past 2^53 are strings. */
  readonly body: unknown
  /** As received. */
  readonly text: string
  /** Whether `body` has strings where `text` has such numbers. */
  readonly repaired: boolean
  /** The server's clock when it answered. */
  readonly serverTime: Option.Option<DateTime.Utc>
  readonly status: number
  /** Path and query as sent. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

const methods = Effect.gen(function* () {
  const auth = yield* AuthTokenProvider
  const transport = yield* Transport
  const { baseUrl, concurrency } = yield* AmiliConfig
  const inPlace = Places.make(concurrency)

  const authenticated = (path: string, params: Params): Effect.Effect<Received, ApiError> =>
    Effect.flatMap(auth.getValidToken(), (token) =>
      Effect.flatMap(transport.start, (send) =>
        Effect.flatMap(send({ path, params, key: token }), (received) =>
          received.status === 401 ? again(token, path, params, send) : Effect.succeed(received),
        ),
      ),
    )

  const again = (refused: Redacted.Redacted, path: string, params: Params, send: Send) =>
    Effect.gen(function* () {
      const another = yield* auth.refresh(refused)
      const second = yield* send({ path, params, key: another })
      if (second.status !== 401) return second
      yield* auth.invalidate(another)
      return yield* new NotAuthenticated({
        message: "the API does not accept the access token that it has just given (401)",
        hint: "try again; if it goes on, check with Amili what these credentials may read",
      })
    })

  /**
   * Reads a resource (`cases`), or an item (`cases/<id>`), which may be `NotFound`. A query at the end of the path
   * comes before `params`. Takes its turn among `concurrency`; the time it may take in all starts then, or when there
   * is a token.
   */
  const get = (resource: string, more: Params = []): Effect.Effect<Answer, ApiError | NotFound> =>
    traced(read(resource, more), "AmiliClient.get")

  const read = (resource: string, more: Params): Effect.Effect<Answer, ApiError | NotFound> => {
    const [, path = "", inPath = ""] = /^\/*([^?#]*)(?:\?([^#]*))?/.exec(resource) ?? []
    const params = inPath === "" ? more : [...new URLSearchParams(inPath), ...more]
    return Effect.flatMap(inPlace(authenticated(path, params)), (received) =>
      Effect.map(
        Answers.json(received, path, params),
        (parsed) => new ReadAnswer(received, parsed, () => `${baseUrl}/${path}${queryOf(params)}`),
      ),
    )
  }

  /** The server's clock (whole seconds), from the Date header of a request for one row. */
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

  return { get, serverTime }
})

export class AmiliClient extends Effect.Service<AmiliClient>()("core/AmiliClient", { effect: methods }) {
  /** An instance, for who puts services together without layers. */
  static readonly instance: Effect.Effect<AmiliClient, never, AuthTokenProvider | Transport | AmiliConfig> = Effect.map(
    methods,
    this.make,
  )
}

/** The address and the time are made when somebody asks for them: a walk does not. */
class ReadAnswer implements Answer {
  readonly body: unknown
  readonly text: string
  readonly repaired: boolean
  readonly status: number
  readonly headers: Answer["headers"]
  readonly #url: () => string

  constructor({ headers, status, text }: Received, { repaired, value }: Parsed, url: () => string) {
    this.body = value
    this.text = text
    this.repaired = repaired
    this.status = status
    this.headers = headers
    this.#url = url
  }

  get serverTime(): Answer["serverTime"] {
    return RateLimit.serverTime(this.headers)
  }

  get url(): string {
    return this.#url()
  }
}

const noServerTime = Effect.fail(
  new UnexpectedAnswer({
    message: "the API's answers carry no date that can be read",
    hint: "a proxy may remove the Date header: ask whoever runs it",
  }),
)
