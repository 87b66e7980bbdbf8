import { afterAll, beforeAll, describe, expect, it, vi } from "@effect/vitest"
import { DateTime, FastCheck as fc, Option, Redacted } from "effect"
import * as TokenAnswer from "../../../src/internal/auth/tokenAnswer.ts"
import * as Timestamp from "../../../src/Timestamp.ts"

const now = Date.UTC(2026, 0, 13, 12)
/** Where a time without a zone, read as local, would be an hour off. */
beforeAll(() => void vi.stubEnv("TZ", "Europe/Stockholm"))
afterAll(() => void vi.unstubAllEnvs())

const names = ["access_token", "token"]

const read = (body: unknown) =>
  Option.getOrUndefined(
    Option.map(TokenAnswer.read(body, names, now), ({ lifetime, token }) => ({
      token: Redacted.value(token),
      lifetime,
    })),
  )

const jwt = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`

describe("TokenAnswer", () => {
  it("finds the token wherever it stands, names in their order", () => {
    expect(read("abc")?.token).toBe("abc")
    expect(read({ token: "b", access_token: "a" })?.token).toBe("a")
    expect(read({ data: { token: "c" } })?.token).toBe("c")
    expect(read({ token: "top", data: { access_token: "below" } })?.token).toBe("top")
    expect(read({ access_token: null, token: "d" })?.token).toBe("d")
  })

  it.each([
    [undefined],
    [null],
    [1],
    [""],
    ["a b"],
    ["a\nb"],
    ["å"],
    [[]],
    [["abc"]],
    [{ token: 1 }],
    [{ other: "abc" }],
  ])("takes %j for no token", (body) => {
    expect(read(body)).toBeUndefined()
  })

  it("reads a lifetime in every form", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (seconds) => {
        const end = now + seconds * 1000
        const iso = new Date(end).toISOString()
        const forms = [
          { expires_in: seconds },
          { expires_in: String(seconds) },
          { expiresIn: seconds },
          { expires: seconds },
          { expires: Timestamp.format(DateTime.unsafeMake(end)) },
          { expires_at: iso },
          { expires_at: iso.slice(0, 19) },
          { expires_at: iso.replace("T", " ").replace(".000Z", "") },
          { expires_at: iso.replace(".000Z", "+00:00") },
          { expiresAt: end / 1000 },
          { expires_at: String(end / 1000) },
          { expires_at: end },
          { exp: end / 1000 },
        ]
        for (const form of forms) {
          expect(read({ token: "t", ...form })).toEqual({ token: "t", lifetime: seconds * 1000 })
          expect(read({ data: { token: "t", ...form } })?.lifetime).toBe(seconds * 1000)
        }
        expect(read(jwt({ exp: end / 1000 }))?.lifetime).toBe(seconds * 1000)
      }),
    )
  })

  it("believes the answer before the token", () => {
    expect(read({ token: jwt({ exp: now / 1000 + 60 }), expires_in: 30 })?.lifetime).toBe(30_000)
  })

  it.each([{ expires_in: 0 }, { expires_in: -5 }, { expires: "soon" }, { expires_at: now / 1000 - 1 }, { exp: null }])(
    "does not believe a lifetime of %j",
    (nonsense) => {
      expect(read({ token: jwt({ exp: now / 1000 + 60 }), ...nonsense })?.lifetime).toBe(60_000)
      expect(read({ token: "t", ...nonsense })?.lifetime).toBeUndefined()
    },
  )

  it("takes a token that only looks like a JWT for a token without claims", () => {
    expect(read("a.b.c")?.lifetime).toBeUndefined()
    expect(read(jwt("text"))?.lifetime).toBeUndefined()
  })
})
