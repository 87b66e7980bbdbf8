/** The exchange of a signed JWT for an access token, and which access tokens are good. Times are epoch milliseconds. */
import { verify, type KeyObject } from "node:crypto"
import { type Document } from "../../Document.ts"

export interface Registration {
  readonly apiCode: string
  /** The public keys that the customer registered; any of them may have signed. */
  readonly publicKeys: ReadonlyArray<KeyObject>
  /** Seconds that an access token lives. */
  readonly lifetime: number
  readonly shape: Shape
}

/** How the answer of the exchange looks; the real one is not documented. */
export type Shape = "access_token" | "token" | "expires_at" | "string"

const algorithms: Record<string, { readonly hash: string; readonly type: string; readonly curve?: string }> = {
  ES256: { hash: "sha256", type: "ec", curve: "prime256v1" },
  ES384: { hash: "sha384", type: "ec", curve: "secp384r1" },
  ES512: { hash: "sha512", type: "ec", curve: "secp521r1" },
  RS256: { hash: "sha256", type: "rsa" },
  RS384: { hash: "sha384", type: "rsa" },
  RS512: { hash: "sha512", type: "rsa" },
}

const json = (part: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"))
    return typeof value === "object" && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

export class Tokens {
  private readonly registration: Registration
  private readonly expiries = new Map<string, number>()
  private readonly random: () => string
  exchanges = 0

  constructor(registration: Registration, random: () => string) {
    this.registration = registration
    this.random = random
  }

  /** Whether an access token is known and still good. */
  accepts(token: string | undefined, now: number): boolean {
    const expiry = token === undefined ? undefined : this.expiries.get(token)
    return expiry !== undefined && now < expiry
  }

  /** Issues a token without an exchange. */
  issue(now: number): string {
    const token = this.random()
    this.expiries.set(token, now + this.registration.lifetime * 1000)
    return token
  }

  /** Makes every token issued so far worthless. */
  revoke(): void {
    this.expiries.clear()
  }

  /** Exchanges a JWT; `undefined` when it is refused: bad signature, wrong code, expired, or issued in the future. */
  exchange(jwt: string | undefined, now: number): Document | string | undefined {
    if (jwt === undefined || !this.verified(jwt, now)) return undefined
    this.exchanges += 1
    const token = this.issue(now)
    const { lifetime, shape } = this.registration
    switch (shape) {
      case "access_token":
        return { access_token: token, expires_in: lifetime }
      case "token":
        return { token }
      case "expires_at":
        return { access_token: token, expires_at: Math.floor(now / 1000) + lifetime }
      case "string":
        return token
    }
  }

  private verified(jwt: string, now: number): boolean {
    const [head = "", body = "", signature = "", ...rest] = jwt.split(".")
    const algorithm = algorithms[String(json(head)["alg"])]
    if (rest.length > 0 || algorithm === undefined) return false
    const { api_code: apiCode, exp, nbf, iat } = json(body)
    const seconds = now / 1000
    const inTime =
      typeof exp === "number" &&
      exp > seconds &&
      !(typeof nbf === "number" && nbf > seconds) &&
      !(typeof iat === "number" && iat > seconds)
    if (!inTime || apiCode !== this.registration.apiCode) return false
    const signed = Buffer.from(`${head}.${body}`)
    return this.registration.publicKeys.some(
      (key) =>
        key.asymmetricKeyType === algorithm.type &&
        (algorithm.curve === undefined || key.asymmetricKeyDetails?.namedCurve === algorithm.curve) &&
        verify(algorithm.hash, signed, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")),
    )
  }
}
