/** Who the client is to the API, as plain text. */
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import { InvalidConfig } from "../../AmiliConfig.ts"
import * as Credentials from "../../Credentials.ts"
import type { Algorithm } from "../../PrivateKey.ts"

/** Who asks: an api code, with its private key or the old way without, or an access token. */
export type Identity =
  | {
      /** The api code of the old exchange without a key, for callers from a registered address. */
      readonly legacyApiCode: string
    }
  | {
      /** A token made elsewhere; it is used until the API refuses it. The only one for a browser: never ship a key. */
      readonly accessToken: string
    }
  // The usual one is last, since the compiler names the last one where none fits.
  | {
      /** The code that Amili gave you. */
      readonly apiCode: string
      /** PEM text of the private key whose public half is registered for the api code. */
      readonly privateKey: string
      /** Only for RSA keys (default RS256); an EC key has exactly one. */
      readonly algorithm?: Algorithm
    }

export const toCredential = (identity: Identity): Either.Either<Credentials.Credential, InvalidConfig> => {
  // Plain JavaScript, and variables that are not set, bring less than the types say.
  const read = (name: string): Either.Either<Redacted.Redacted, InvalidConfig> => {
    const value: unknown = Reflect.get(identity, name)
    return typeof value === "string" && value.trim() !== ""
      ? Either.right(Redacted.make(value))
      : Either.left(new InvalidConfig({ message: `${name} is missing`, hint: `give createAmili the text of ${name}` }))
  }
  if ("accessToken" in identity) return Either.map(read("accessToken"), (token) => Credentials.AccessToken({ token }))
  if ("legacyApiCode" in identity) {
    return Either.map(read("legacyApiCode"), (apiCode) => Credentials.LegacyApiCode({ apiCode }))
  }
  const { algorithm } = identity
  return Either.map(Either.all({ apiCode: read("apiCode"), privateKey: read("privateKey") }), (pair) =>
    Credentials.ApiCode({ ...pair, ...(algorithm === undefined ? {} : { algorithm }) }),
  )
}
