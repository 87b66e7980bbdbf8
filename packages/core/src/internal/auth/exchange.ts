/** Exchanges what the customer has (an api code, and mostly a private key) for an access token. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Redacted from "effect/Redacted"
import * as Ref from "effect/Ref"
import { AmiliConfig } from "../../AmiliConfig.ts"
import { type ApiError, type InvalidKey, NotAuthenticated, RequestRefused, UnexpectedAnswer } from "../../ApiError.ts"
import type { Credential } from "../../Credentials.ts"
import * as PrivateKey from "../../PrivateKey.ts"
import * as Answer from "../http/answer.ts"
import type { Received } from "../http/attempt.ts"
import * as Jwt from "./jwt.ts"
import * as Metrics from "../http/metrics.ts"
import * as Monotonic from "../http/monotonic.ts"
import * as RateLimit from "../http/rateLimit.ts"
import * as TokenAnswer from "./tokenAnswer.ts"
import type { Call } from "../http/request.ts"
import { type Send, Transport } from "../http/transport.ts"

export type Exchangeable = Exclude<Credential, { readonly _tag: "AccessToken" }>

export interface Exchanged {
  readonly token: Redacted.Redacted
  /** Milliseconds from now until it ends. */
  readonly lifetime: number
}

const path = "authenticates/api-code"

/** Clocks that are further apart than this may be why a JWT is refused. */
const noticeableSkew = Duration.toMillis("30 seconds")

export const make = (
  credential: Exchangeable,
): Effect.Effect<() => Effect.Effect<Exchanged, ApiError>, never, Transport | AmiliConfig> =>
  Effect.gen(function* () {
    const config = yield* AmiliConfig
    const transport = yield* Transport
    const callAt = yield* callFor(credential, config.legacyFieldName)
    /**
     * How far the server's clock is ahead of the monotonic one (ms), once a refusal has shown that ours may be wrong.
     * From then on no change of this machine's clock matters.
     */
    const serverAhead = yield* Ref.make(Option.none<number>())

    const signingTime = Effect.gen(function* () {
      const ahead = yield* Ref.get(serverAhead)
      return Option.isSome(ahead) ? (yield* Monotonic.now) + ahead.value : yield* Clock.currentTimeMillis
    })

    const ask = (send: Send, isCorrected = false): Effect.Effect<Received, ApiError> =>
      Effect.gen(function* () {
        const received = yield* send(yield* callAt(yield* signingTime))
        if (received.status !== 401 && received.status !== 403) return received
        const server = RateLimit.serverTime(received.headers)
        const skew = Option.isSome(server) ? server.value.epochMillis - (yield* signingTime) : 0
        const mayBeClock = credential._tag === "ApiCode" && Math.abs(skew) > noticeableSkew && !isCorrected
        if (Option.isNone(server) || !mayBeClock) return yield* notAccepted(credential, received.status)
        yield* Ref.set(serverAhead, Option.some(server.value.epochMillis - (yield* Monotonic.now)))
        yield* Effect.logWarning(`this machine's clock is ${apart(skew)} the API's, whose time is used to sign`)
        return yield* ask(send, true)
      })

    return Effect.fn("AuthTokenProvider.exchange")(function* () {
      yield* Metrics.exchanges
      const received = yield* ask(yield* transport.start)
      const body = isPlainText(received) ? received.text.trim() : (yield* bodyOf(received)).value
      const now = yield* Clock.currentTimeMillis
      const serverNow = Option.match(RateLimit.serverTime(received.headers), {
        onNone: () => now,
        onSome: (date) => date.epochMillis,
      })
      const answer = TokenAnswer.read(body, config.tokenNames, serverNow)
      if (Option.isNone(answer)) return yield* withoutToken(body)
      const { lifetime = Duration.toMillis(config.defaultTokenLifetime), token } = answer.value
      return { token, lifetime }
    })
  })

/** Makes the request of the exchange as of a time in ms. The key is imported once, when it is first needed. */
const callFor = (
  credential: Exchangeable,
  legacyFieldName: string,
): Effect.Effect<(now: number) => Effect.Effect<Call, InvalidKey>> => {
  if (credential._tag === "LegacyApiCode") {
    const call: Call = { path, params: [], body: { [legacyFieldName]: credential.apiCode } }
    return Effect.succeed(() => Effect.succeed(call))
  }
  return Effect.map(
    Effect.cached(PrivateKey.fromPem(credential.privateKey, credential.algorithm)),
    (key) => (now) =>
      key.pipe(
        Effect.flatMap((key) => Jwt.sign(key, credential.apiCode, now)),
        Effect.map((jwt) => ({ path, params: [], key: jwt })),
      ),
  )
}

const apart = (skew: number): string =>
  `${Duration.format(Math.abs(Math.round(skew / 1000)) * 1000)} ${skew > 0 ? "behind" : "ahead of"}`

const isPlainText = ({ headers, status }: Received): boolean =>
  status === 200 && /^text\/plain\b/i.test(headers["content-type"] ?? "")

const bodyOf = (received: Received) =>
  Effect.catchTag(
    Answer.json(received, path, []),
    "NotFound",
    () =>
      new RequestRefused({
        message: `the API has no ${path} to authenticate at (404)`,
        hint: "check the base URL",
        status: 404,
        sent: path,
      }),
  )

const notAccepted = (credential: Exchangeable, status: number): NotAuthenticated =>
  new NotAuthenticated({
    message: `the API does not accept these credentials (${status})`,
    hint:
      credential._tag === "ApiCode"
        ? "check that the api code belongs to this key, and that its public half is registered with Amili"
        : "check the api code, and that calls come from the address that is registered with Amili",
    status,
  })

/** The names of the fields are what it takes to configure the right one; their values stay out. */
const withoutToken = (body: unknown): UnexpectedAnswer => {
  const names = Predicate.isRecord(body) ? Object.keys(body).filter((name) => /^\w{1,40}$/.test(name)) : []
  return new UnexpectedAnswer({
    message: `the exchange answered without a token that can be used (fields: ${names.join(", ") || "none"})`,
    hint: "set tokenNames (AMILI_TOKEN_NAMES for the programs) to the name of the field that holds it, or report the answer to Amili",
  })
}
