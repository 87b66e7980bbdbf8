/** Our side of the token store: the key, and going on without when the store fails. */
import { sha256 } from "@noble/hashes/sha2.js"
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
    const key = keyFor(baseUrl, credential)

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

/**
 * Host and a fingerprint, so that tokens of several credentials rest side by side and a person can tell hosts apart. The
 * private key is part of it: a token got with another one must not hide that this one is wrong. Not by Web Crypto, which
 * Node loads in as long a time as half a request takes, and a call with a token that is kept needs nothing else of it.
 */
const keyFor = (baseUrl: string, credential: Exchangeable): string => {
  const secrets = credential._tag === "ApiCode" ? [credential.apiCode, credential.privateKey] : [credential.apiCode]
  const text = [baseUrl, ...secrets.map((secret) => Redacted.value(secret))].join("\n")
  return `${new URL(baseUrl).hostname}-${Encoding.encodeHex(sha256(new TextEncoder().encode(text))).slice(0, 32)}`
}

const without =
  <B>(done: string, instead: B) =>
  <A>(effect: Effect.Effect<A, TokenStoreError>): Effect.Effect<A | B> =>
    Effect.catchAll(effect, ({ message }) =>
      Effect.as(Effect.logWarning(`the access token could not be ${done}: ${message}`), instead),
    )
