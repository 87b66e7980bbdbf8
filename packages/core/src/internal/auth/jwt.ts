/** The token that proves possession of the private key: it is exchanged for an access token. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { SignJWT } from "jose"
import type { PrivateKey } from "../../PrivateKey.ts"

/** The API takes ten minutes at most. */
const lifetimeSeconds = 600

/** `now` in ms. Exactly two claims: a server whose clock is behind refuses an `iat` in its future. */
export const sign = (key: PrivateKey, apiCode: Redacted.Redacted, now: number): Effect.Effect<Redacted.Redacted> =>
  // Signing with an imported key of the right kind cannot fail.
  Effect.promise(() =>
    new SignJWT({ api_code: Redacted.value(apiCode), exp: Math.floor(now / 1000) + lifetimeSeconds })
      .setProtectedHeader({ alg: key.algorithm, typ: "JWT" })
      .sign(key.key),
  ).pipe(Effect.map((jwt) => Redacted.make(jwt)))
