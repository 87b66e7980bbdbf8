import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import { describe, expect, it } from "vitest"
import * as Lint from "../../src/lint/Lint.ts"
import * as Read from "../../src/read/Read.ts"
import * as Write from "../../src/write/Write.ts"
import { contentOf, data, parse } from "../support/sie.ts"

const limit = { timeout: Number(process.env.LIMIT ?? 60_000) }
const runs = { numRuns: Number(process.env.FILES ?? 40), seed: Number(process.env.FIRST_SEED ?? 1), endOnFailure: true }

/** Files with some bytes changed, removed, added, or lines swapped: near enough to a SIE file to reach every reader. */
const damaged = FastCheck.tuple(
  FastCheck.constantFrom("ledger.se", "invoices.si", "closing.si", "broken.si"),
  FastCheck.array(FastCheck.tuple(FastCheck.nat(), FastCheck.nat(3), FastCheck.uint8Array({ maxLength: 4 })), {
    minLength: 1,
    maxLength: 30,
  }),
).map(([name, edits]) =>
  edits.reduce<Uint8Array>((bytes, [at, removed, added]) => {
    const start = at % (bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(start + removed)])
  }, data(name)),
)

const tokens = FastCheck.array(
  FastCheck.constantFrom(
    "#VER",
    "#TRANS",
    "#KONTO",
    "#IB",
    "#OIB",
    "#RAR",
    "#KSUMMA",
    "#X",
    "{",
    "}",
    '"',
    "\\",
    " ",
    "\t",
    "\r",
    "\n",
    "1",
    "-1.5",
    "20261130",
    "a",
    "\x86",
    "\xe5",
    "\0",
  ),
  { maxLength: 80 },
).map((parts) => Buffer.from(parts.join(""), "latin1"))

describe("any bytes", () => {
  it.each([
    ["at random", FastCheck.uint8Array({ maxLength: 300 })],
    ["of a damaged file", damaged],
    ["of pieces of records", tokens],
  ])("%s end as a file with findings, or as an error for a person", limit, (_, bytes) => {
    FastCheck.assert(
      FastCheck.property(bytes, (bytes) => {
        const result = Effect.runSync(Effect.either(Read.parse(bytes)))
        if (Either.isLeft(result)) return result.left._tag === "NotSie"
        const lines = result.right.findings.map(({ line }) => line ?? 1)
        expect(lines.every((line) => line >= 1 && line <= bytes.length + 1)).toBe(true)
        // Each profile has an answer.
        for (const name of ["generic", "fortnox", "bokio"] as const) Effect.runSync(Lint.lint(bytes, { for: name }))
        const { bytes: written, replaced } = Write.file(result.right.file)
        const again = contentOf(parse(written).file)
        // Lines of boxes look like another encoding, and what was replaced has changed. All else is read again as it was.
        const isPlain = replaced.length === 0 && written.every((byte) => byte < 0xb0)
        expect(again).toEqual(isPlain ? contentOf(result.right.file) : again)
        return true
      }),
      runs,
    )
  })
})
