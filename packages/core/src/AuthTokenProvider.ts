/** Access tokens: exchanged when there is none, kept until shortly before they end, replaced when the API refuses one. */
import { Clock, DateTime, Duration, Effect, Option, Redacted, Ref, type Scope } from "effect"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { type ApiError, NotAuthenticated } from "./ApiError.ts"
import { Credentials } from "./Credentials.ts"
import * as Exchange from "./internal/exchange.ts"
import * as SingleFlight from "./internal/singleFlight.ts"
import { isToken } from "./internal/tokenAnswer.ts"
import * as TokenRest from "./internal/tokenRest.ts"
import type { Transport } from "./internal/transport.ts"
import type { TokenStore } from "./TokenStore.ts"

interface Provider {
  /** A token that is good for a while yet. However many fibers ask, there is one exchange at a time. */
  readonly getValidToken: () => Effect.Effect<Redacted.Redacted, ApiError>
  /** Forgets this very token, as `getValidToken` gave it; another one that has taken its place stays. */
  readonly invalidate: (token: Redacted.Redacted) => Effect.Effect<void>
  /** Another token than this one, which the API has refused; who comes late gets what is already there. */
  readonly refresh: (refused: Redacted.Redacted) => Effect.Effect<Redacted.Redacted, ApiError>
  /** When the token in hand ends, by the clock of this machine; none before there is one, or where nobody knows. */
  readonly expiry: Effect.Effect<Option.Option<DateTime.Utc>>
}

const methods = Effect.flatMap(Credentials, (credential) =>
  credential._tag === "AccessToken" ? Effect.succeed(fixed(credential.token)) : exchanging(credential),
)

export class AuthTokenProvider extends Effect.Service<AuthTokenProvider>()("core/AuthTokenProvider", {
  scoped: methods,
}) {
  /** An instance, for who puts services together without layers. */
  static readonly instance: Effect.Effect<
    AuthTokenProvider,
    never,
    Transport | AmiliConfig | Credentials | TokenStore | Scope.Scope
  > = Effect.map(methods, this.make)
}

interface Held extends Exchange.Exchanged {
  /** From then on another one is fetched (ms). */
  readonly refreshAt: number
}

interface State {
  readonly held?: Held
  /** The last exchange failed; until then (ms) it is not tried again. */
  readonly failure?: { readonly error: ApiError; readonly until: number }
  /** Not looked yet where tokens rest between processes. */
  readonly mayRest: boolean
}

/** Whoever asks this soon after a failed exchange fails with it, so that a queue of fibers does not try one by one. */
const failureLasts = Duration.toMillis("1 second")

/** The last tenth of a token's life is not used, a minute at most: enough for a call that starts just before. */
const hold = (exchanged: Exchange.Exchanged, now: number): Held => ({
  ...exchanged,
  refreshAt: exchanged.expiresAt - Math.min(60_000, (exchanged.expiresAt - now) / 10),
})

const exchanging = (
  credential: Exchange.Exchangeable,
): Effect.Effect<Provider, never, Transport | AmiliConfig | TokenStore | Scope.Scope> =>
  Effect.gen(function* () {
    const exchange = yield* Exchange.make(credential)
    const rest = yield* TokenRest.make(credential)
    const state = yield* Ref.make<State>({ mayRest: true })

    const fetch = Effect.gen(function* () {
      const { mayRest } = yield* Ref.get(state)
      const rested = mayRest ? yield* rest.load : Option.none()
      const now = yield* Clock.currentTimeMillis
      if (Option.isSome(rested) && now < rested.value.expiresAt) return hold(rested.value, now)
      const exchanged = yield* exchange()
      yield* rest.save(exchanged)
      return hold(exchanged, yield* Clock.currentTimeMillis)
    })

    const remember = (error: ApiError) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Ref.update(state, (s) => ({ ...s, failure: { error, until: now + failureLasts } })),
      )

    const renewal = Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const { failure, held } = yield* Ref.get(state)
      // The run before this one may have ended just now.
      if (held !== undefined && now < held.refreshAt) return held
      const fresh =
        failure !== undefined && now < failure.until
          ? Effect.fail(failure.error)
          : fetch.pipe(
              Effect.tap((held) => Ref.set(state, { held, mayRest: false })),
              Effect.tapError(remember),
            )
      // Ahead of its end the old one still serves when there is no new one to be had.
      return yield* held !== undefined && now < held.expiresAt ? Effect.orElseSucceed(fresh, () => held) : fresh
    })
    const renew = yield* SingleFlight.make(renewal)

    /** Asked before every request: the usual answer takes two steps. */
    const getValidToken = () =>
      Effect.clockWith((clock) =>
        Effect.flatMap(state, ({ held }) =>
          held !== undefined && clock.unsafeCurrentTimeMillis() < held.refreshAt
            ? Effect.succeed(held.token)
            : Effect.map(renew, ({ token }) => token),
        ),
      )

    /** Compared by reference: the same text from a later exchange is another token. */
    const invalidate = (token: Redacted.Redacted) =>
      Ref.modify(state, (s) => (s.held?.token === token ? [rest.drop, { mayRest: false }] : [Effect.void, s])).pipe(
        Effect.flatten,
      )

    return {
      getValidToken,
      invalidate,
      refresh: (refused) => Effect.zipRight(invalidate(refused), getValidToken()),
      expiry: Effect.map(Ref.get(state), ({ held }) =>
        Option.map(Option.fromNullable(held), ({ expiresAt }) => DateTime.unsafeMake(expiresAt)),
      ),
    }
  })

/** A token from elsewhere: there is nothing to exchange for another. */
const fixed = (token: Redacted.Redacted): Provider => {
  const text = Redacted.value(token).trim()
  const trimmed = Redacted.make(text)
  const refused = (message: string) =>
    Effect.fail(new NotAuthenticated({ message, hint: "get a new access token, or use an api code and a private key" }))
  return {
    getValidToken: () =>
      isToken(text) ? Effect.succeed(trimmed) : refused("the access token is not one: a header cannot carry it"),
    invalidate: () => Effect.void,
    refresh: () => refused("the API does not accept the access token (401)"),
    expiry: Effect.succeed(Option.none()),
  }
}
