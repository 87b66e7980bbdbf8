import * as FastCheck from "effect/FastCheck"
import { describe, expect, it } from "vitest"
import * as Write from "../../src/write/Write.ts"
import { sieFile } from "../support/arbitrary.ts"
import { contentOf, data, parse } from "../support/sie.ts"
import { samples } from "../support/samples.ts"

describe("a file that was written", () => {
  it("is read as it was", { timeout: Number(process.env.LIMIT ?? 60_000) }, () => {
    FastCheck.assert(
      FastCheck.property(sieFile, FastCheck.boolean(), (file, checksum) => {
        // A file that says nothing has no record, and is no SIE file.
        const named = { ...file, header: { ...file.header, flag: file.header.flag ?? 0 } }
        const written = Write.file(named, { checksum })
        const { file: read, findings } = parse(written.bytes)
        expect(contentOf(read)).toEqual(contentOf(named))
        expect(findings.filter(({ code }) => code !== "extra-field")).toEqual([])
        expect(written.replaced).toEqual([])
      }),
      { numRuns: Number(process.env.FILES ?? 40), seed: Number(process.env.FIRST_SEED ?? 1), endOnFailure: true },
    )
  })
})

describe.each(["invoices.si", "ledger.se", "closing.si", "broken.si"])("%s", (name) => {
  it("says the same after it was read and written", () => {
    const { file } = parse(data(name))
    expect(contentOf(parse(Write.file(file).bytes).file)).toEqual(contentOf(file))
  })
})

describe.skipIf(samples.length === 0)("a public sample", () => {
  it.each(samples)("$name says the same after it was read and written", ({ read }) => {
    const { file } = parse(read())
    expect(contentOf(parse(Write.file(file).bytes).file)).toEqual(contentOf(file))
  })
})
