/** The private key whose public half is registered with Amili, ready to sign. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { CryptoKey } from "jose"
import { InvalidKey } from "./ApiError.ts"
import type { Algorithm } from "./internal/auth/algorithm.ts"
import * as KeyContainer from "./internal/auth/keyContainer.ts"

export type { Algorithm }

/** A private key that can sign, and the algorithm that it signs with. */
export interface PrivateKey {
  /** The algorithm that signs. */
  readonly algorithm: Algorithm
  /** Cannot be exported again: nothing that prints it shows the key. */
  readonly key: CryptoKey
}

/**
 * Reads a key from PEM text: SEC1, PKCS#1 or PKCS#8, not encrypted. The algorithm follows from the key: its curve, or
 * RS256 for RSA unless another RSA size is asked for.
 */
export const fromPem = (pem: Redacted.Redacted, algorithm?: Algorithm): Effect.Effect<PrivateKey, InvalidKey> =>
  Effect.gen(function* () {
    const { algorithms, curve, description, pkcs8 } = yield* KeyContainer.read(Redacted.value(pem))
    const chosen = algorithm ?? algorithms[0]
    if (!algorithms.includes(chosen)) {
      return yield* new InvalidKey({
        reason: "WrongAlgorithm",
        message: `the private key is ${description}, which signs ${algorithms.join(", ")} and not ${chosen}`,
        hint: "leave the algorithm out: it follows from the key",
      })
    }
    const parameters =
      curve === undefined
        ? { name: "RSASSA-PKCS1-v1_5", hash: `SHA-${chosen.slice(2)}` }
        : { name: "ECDSA", namedCurve: curve }
    const key = yield* Effect.tryPromise({
      try: () => globalThis.crypto.subtle.importKey("pkcs8", pkcs8, parameters, false, ["sign"]),
      // What it threw may quote the key.
      catch: () =>
        new InvalidKey({
          reason: "Unreadable",
          message: `the private key looks like ${description}, but it cannot be imported`,
          hint: "check it with: openssl pkey -in key.pem -noout -check",
        }),
    })
    return { algorithm: chosen, key }
  }).pipe(Effect.withSpan("PrivateKey.fromPem"))
