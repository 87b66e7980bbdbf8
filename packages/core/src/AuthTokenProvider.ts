/** Access tokens: exchanged when there is none, kept until shortly before they end, replaced when the API refuses one. */
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Ref from "effect/Ref"
import type * as Scope from "effect/Scope"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { type ApiError, NotAuthenticated } from "./ApiError.ts"
import { Credentials } from "./Credentials.ts"
import * as Exchange from "./internal/auth/exchange.ts"
import * as KeptToken from "./internal/auth/keptToken.ts"
import * as SingleFlight from "./internal/auth/singleFlight.ts"
import { isToken } from "./internal/auth/tokenAnswer.ts"
import * as Monotonic from "./internal/http/monotonic.ts"
import type { Transport } from "./internal/http/transport.ts"
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

/** Keeps an access token that is valid, and asks for a new one before it ends. Fails with `AuthError`. */
export class AuthTokenProvider extends Effect.Service<AuthTokenProvider>()("core/AuthTokenProvider", {
  scoped: Effect.flatMap(Credentials, (credential) =>
    credential._tag === "AccessToken" ? Effect.succeed(fixed(credential.token)) : exchanging(credential),
  ),
}) {}

/** Times are in ms by the monotonic clock: setting the machine's clock changes no token's life. */
interface Held {
  readonly token: Redacted.Redacted
  /** From then on another one is fetched. */
  readonly refreshAt: number
  readonly expiresAt: number
}

interface State {
  readonly held?: Held
  /** The last exchange failed; until then it is not tried again. */
  readonly failure?: { readonly error: ApiError; readonly until: number }
  /** The token store has been asked already. */
  readonly hasLoaded: boolean
}

/** Whoever asks this soon after a failed exchange fails with it, so that a queue of fibers does not try one by one. */
const failureLasts = Duration.toMillis("1 second")

/** The last tenth of a token's life is not used, a minute at most: enough for a call that starts just before. */
const hold = ({ lifetime, token }: Exchange.Exchanged): Effect.Effect<Held> =>
  Effect.map(Monotonic.now, (now) => {
    const expiresAt = now + lifetime
    return { token, expiresAt, refreshAt: expiresAt - Math.min(60_000, lifetime / 10) }
  })

const exchanging = (
  credential: Exchange.Exchangeable,
): Effect.Effect<Provider, never, Transport | AmiliConfig | TokenStore | Scope.Scope> =>
  Effect.gen(function* () {
    const exchange = yield* Exchange.make(credential)
    const kept = yield* KeptToken.make(credential)
    const state = yield* Ref.make<State>({ hasLoaded: false })

    const fetch = Effect.gen(function* () {
      const { hasLoaded } = yield* Ref.get(state)
      const loaded = hasLoaded ? Option.none() : yield* kept.load
      if (Option.isSome(loaded) && loaded.value.lifetime > 0) return yield* hold(loaded.value)
      const exchanged = yield* exchange()
      yield* kept.save(exchanged)
      return yield* hold(exchanged)
    })

    const remember = (error: ApiError) =>
      Effect.flatMap(Monotonic.now, (now) =>
        Ref.update(state, (s) => ({ ...s, failure: { error, until: now + failureLasts } })),
      )

    const renewal = Effect.gen(function* () {
      const now = yield* Monotonic.now
      const { failure, held } = yield* Ref.get(state)
      // The run before this one may have ended just now.
      if (held !== undefined && now < held.refreshAt) return held
      const fresh =
        failure !== undefined && now < failure.until
          ? Effect.fail(failure.error)
          : fetch.pipe(
              Effect.tap((held) => Ref.set(state, { held, hasLoaded: true })),
              Effect.tapError(remember),
            )
      // Ahead of its end the old one still serves when there is no new one to be had.
      return yield* held !== undefined && now < held.expiresAt ? Effect.orElseSucceed(fresh, () => held) : fresh
    })
    const renew = yield* SingleFlight.make(renewal)

    const getValidToken = () =>
      Effect.gen(function* () {
        const { held } = yield* Ref.get(state)
        if (held !== undefined && (yield* Monotonic.now) < held.refreshAt) return held.token
        return (yield* renew).token
      })

    /** Compared by reference: the same text from a later exchange is another token. */
    const invalidate = (token: Redacted.Redacted) =>
      Ref.modify(state, (s) => (s.held?.token === token ? [kept.remove, { hasLoaded: true }] : [Effect.void, s])).pipe(
        Effect.flatten,
      )

    return {
      getValidToken,
      invalidate,
      refresh: (refused) => Effect.zipRight(invalidate(refused), getValidToken()),
      expiry: Effect.gen(function* () {
        const { held } = yield* Ref.get(state)
        if (held === undefined) return Option.none()
        const millis = held.expiresAt - (yield* Monotonic.now)
        return Option.some(DateTime.add(yield* DateTime.now, { millis: Math.round(millis) }))
      }),
    }
  })

/** A token from elsewhere: there is nothing to exchange for another. */
const fixed = (token: Redacted.Redacted): Provider => {
  const text = Redacted.value(token).trim()
  const trimmed = Redacted.make(text)
  const refused = (message: string, status?: number) =>
    Effect.fail(
      new NotAuthenticated({ message, hint: "get a new access token, or use an api code and a private key", status }),
    )
  return {
    getValidToken: () =>
      isToken(text) ? Effect.succeed(trimmed) : refused("the access token is not one: a header cannot carry it"),
    invalidate: () => Effect.void,
    refresh: () => refused("the API does not accept the access token (401)", 401),
    expiry: Effect.succeed(Option.none()),
  }
}
