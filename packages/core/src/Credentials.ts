/** Who we are to the API: a port that the application fills. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type { Algorithm } from "./PrivateKey.ts"

/** The ways to be known to the API. Nothing is checked before the first call needs it. */
export type Credential = Data.TaggedEnum<{
  /** An api code, and the PEM text of the private key whose public half is registered for it. */
  ApiCode: {
    /** The code that Amili gave you. */
    readonly apiCode: Redacted.Redacted
    /** PEM text: SEC1, PKCS#1 or PKCS#8, not encrypted. */
    readonly privateKey: Redacted.Redacted
    /** Only for RSA keys, which fit several (default RS256); an EC key has exactly one. */
    readonly algorithm?: Algorithm
  }
  /** The old exchange without a key, for callers from a registered address. */
  LegacyApiCode: {
    /** The code that Amili gave you. */
    readonly apiCode: Redacted.Redacted
  }
  /** A token made elsewhere; it is used until the API refuses it. */
  AccessToken: {
    /** The text of the token, without `Bearer`. */
    readonly token: Redacted.Redacted
  }
}>

const credential = Data.taggedEnum<Credential>()
/** An api code with its private key. */
export const ApiCode = credential.ApiCode
/** An api code without a key, for callers from a registered address. */
export const LegacyApiCode = credential.LegacyApiCode
/** An access token that somebody else has asked for. */
export const AccessToken = credential.AccessToken
/** What to do with each kind of credential. */
export const match = credential.$match

/** Who the application is to the API: a port that it fills. */
export class Credentials extends Context.Tag("core/Credentials")<Credentials, Credential>() {
  static readonly layer = (credential: Credential): Layer.Layer<Credentials> => Layer.succeed(this, credential)
}
