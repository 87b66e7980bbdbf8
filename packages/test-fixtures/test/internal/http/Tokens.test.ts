import { Tokens } from "../../../src/internal/http/Tokens.ts"
import { describe, expect, it } from "vitest"
import { jwt, keyPair } from "../../support/jwt.ts"

const now = Date.parse("2026-01-13T00:00:00Z")
const seconds = now / 1000
const [ours, others, rsa] = [keyPair("ES256"), keyPair("ES256"), keyPair("RS256")]
const good = { api_code: "code", exp: seconds + 600 }

const tokens = (shape: "access_token" | "token" | "expires_at" | "string" = "access_token") => {
  let count = 0
  const publicKeys = [ours.publicKey, rsa.publicKey]
  return new Tokens({ apiCode: "code", publicKeys, lifetime: 3600, shape }, () => `token-${count++}`)
}

describe("the exchange", () => {
  it.each([
    ["signed with a registered key", jwt("ES256", ours.privateKey, good), true],
    ["signed with RSA", jwt("RS384", rsa.privateKey, good), true],
    ["issued now", jwt("ES256", ours.privateKey, { ...good, iat: seconds }), true],
    ["signed by somebody else", jwt("ES256", others.privateKey, good), false],
    ["for another code", jwt("ES256", ours.privateKey, { ...good, api_code: "other" }), false],
    ["expired", jwt("ES256", ours.privateKey, { ...good, exp: seconds }), false],
    ["without an end", jwt("ES256", ours.privateKey, { api_code: "code" }), false],
    ["issued in the future", jwt("ES256", ours.privateKey, { ...good, iat: seconds + 1 }), false],
    ["not valid yet", jwt("ES256", ours.privateKey, { ...good, nbf: seconds + 1 }), false],
    ["of an algorithm that does not fit the curve", jwt("ES512", ours.privateKey, good), false],
    ["changed after it was signed", `${jwt("ES256", ours.privateKey, good).slice(0, -4)}AAAA`, false],
    ["of three empty parts", "..", false],
    ["no JWT at all", "abc", false],
  ] as const)("takes or refuses a JWT %s", (_, text, accepted) => {
    expect(tokens().exchange(text, now) !== undefined).toBe(accepted)
  })

  it("does not take a JWT without a signature", () => {
    const [head = "", body = ""] = jwt("ES256", ours.privateKey, good).split(".")
    const none = Buffer.from('{"alg":"none"}').toString("base64url")
    expect(tokens().exchange(`${none}.${body}.`, now)).toBeUndefined()
    expect(tokens().exchange(`${head}.${body}.`, now)).toBeUndefined()
  })

  it("answers in the shape it is told to", () => {
    const text = jwt("ES256", ours.privateKey, good)
    expect(tokens().exchange(text, now)).toEqual({ access_token: "token-0", expires_in: 3600 })
    expect(tokens("token").exchange(text, now)).toEqual({ token: "token-0" })
    expect(tokens("expires_at").exchange(text, now)).toEqual({ access_token: "token-0", expires_at: seconds + 3600 })
    expect(tokens("string").exchange(text, now)).toBe("token-0")
  })
})
