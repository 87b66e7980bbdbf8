/** Our side of the token store: the key, and going on without when the store fails. */
import { DateTime, Effect, Encoding, Option, Redacted } from "effect"
import { AmiliConfig } from "../AmiliConfig.ts"
import { TokenStore, type TokenStoreError } from "../TokenStore.ts"
import type { Exchangeable, Exchanged } from "./exchange.ts"

export interface TokenRest {
  readonly load: Effect.Effect<Option.Option<Exchanged>>
  readonly save: (token: Exchanged) => Effect.Effect<void>
  readonly drop: Effect.Effect<void>
}

export const make = (credential: Exchangeable): Effect.Effect<TokenRest, never, TokenStore | AmiliConfig> =>
  Effect.gen(function* () {
    const { baseUrl } = yield* AmiliConfig
    const store = yield* TokenStore
    const key = yield* keyFor(baseUrl, credential.apiCode)

    return {
      load: store
        .get(key)
        .pipe(
          Effect.map(Option.map(({ expiresAt, token }) => ({ token, expiresAt: expiresAt.epochMillis }))),
          without("read", Option.none()),
        ),
      save: ({ expiresAt, token }) =>
        store.set(key, { token, expiresAt: DateTime.unsafeMake(expiresAt) }).pipe(without("kept", undefined)),
      drop: store.remove(key).pipe(without("removed", undefined)),
    }
  })

/** Host and a fingerprint, so that tokens of several credentials rest side by side and a person can tell hosts apart. */
const keyFor = (baseUrl: string, apiCode: Redacted.Redacted): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() =>
      globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${baseUrl}\n${Redacted.value(apiCode)}`)),
    ),
    (digest) => `${new URL(baseUrl).hostname}-${Encoding.encodeHex(new Uint8Array(digest)).slice(0, 32)}`,
  )

const without =
  <B>(done: string, instead: B) =>
  <A>(effect: Effect.Effect<A, TokenStoreError>): Effect.Effect<A | B> =>
    Effect.catchAll(effect, ({ message }) =>
      Effect.as(Effect.logWarning(`the access token could not be ${done}: ${message}`), instead),
    )
