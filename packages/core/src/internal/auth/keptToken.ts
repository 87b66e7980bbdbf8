/** Our side of the token store: the key, and working without when the store fails. */
import { sha256 } from "@noble/hashes/sha2.js"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { AmiliConfig } from "../../AmiliConfig.ts"
import { type StoredToken, TokenStore, type TokenStoreError } from "../../TokenStore.ts"
import type { Exchangeable, Exchanged } from "./exchange.ts"

export interface KeptToken {
  readonly load: Effect.Effect<Option.Option<Exchanged>>
  readonly save: (token: Exchanged) => Effect.Effect<void>
  readonly remove: Effect.Effect<void>
}

export const make = (credential: Exchangeable): Effect.Effect<KeptToken, never, TokenStore | AmiliConfig> =>
  Effect.gen(function* () {
    const { baseUrl } = yield* AmiliConfig
    const store = yield* TokenStore
    const key = keyFor(baseUrl, credential)

    return {
      load: Effect.gen(function* () {
        const stored = yield* without(store.get(key), "read", Option.none<StoredToken>())
        const now = yield* DateTime.now
        return Option.map(stored, ({ expiresAt, token }) => ({ token, lifetime: DateTime.distance(now, expiresAt) }))
      }),
      save: ({ lifetime, token }) =>
        Effect.flatMap(DateTime.now, (now) =>
          without(store.set(key, { token, expiresAt: DateTime.add(now, { millis: lifetime }) }), "kept", undefined),
        ),
      remove: without(store.remove(key), "removed", undefined),
    }
  })

/**
 * Host and a fingerprint, so that tokens of several credentials are kept side by side and a person can tell hosts apart.
 * The private key is part of it: a token got with another one must not hide that this one is wrong. Not by Web Crypto,
 * whose loading takes Node as long as half a request.
 */
const keyFor = (baseUrl: string, credential: Exchangeable): string => {
  const secrets = credential._tag === "ApiCode" ? [credential.apiCode, credential.privateKey] : [credential.apiCode]
  const text = [baseUrl, ...secrets.map((secret) => Redacted.value(secret))].join("\n")
  return `${new URL(baseUrl).hostname}-${Encoding.encodeHex(sha256(new TextEncoder().encode(text))).slice(0, 32)}`
}

const without = <A, B>(effect: Effect.Effect<A, TokenStoreError>, done: string, instead: B): Effect.Effect<A | B> =>
  Effect.catchAll(effect, ({ message }) =>
    Effect.as(Effect.logWarning(`the access token could not be ${done}: ${message}`), instead),
  )
