import { describe, expect, it } from "@effect/vitest"
import { FastCheck as fc } from "effect"
import { Addresses } from "@amili-cases/sheets/bytes/Addresses"

const kept = (addresses: ReadonlyArray<string>): ReadonlyArray<string> => {
  const all = new Addresses()
  for (const address of addresses) all.add(address)
  return [...all]
}

describe("addresses", () => {
  it("come back as they were, in their order, the empty ones too", () => {
    const address = fc.oneof(
      fc.constant(""),
      fc.nat(300).map((id) => `https://example.test/cases/${id}`),
      fc.fullUnicodeString(),
      fc.constantFrom("å".repeat(200), `${"å".repeat(200)}ä`, "a".repeat(70_000), `${"a".repeat(70_000)}b`),
    )
    fc.assert(
      fc.property(fc.array(address), (addresses) => {
        expect(kept(addresses)).toEqual(addresses)
      }),
    )
  })

  it("come back when there are more than one block of them holds", () => {
    const addresses = Array.from({ length: 20_000 }, (_, index) => `https://example.test/cases/${index * 7919}`)
    expect(kept(addresses)).toEqual(addresses)
  })

  it("tell whether there is any", () => {
    const all = new Addresses()
    all.add("")
    expect(all.some).toBe(false)
    all.add("https://example.test/cases/1")
    all.add("")
    expect(all.some).toBe(true)
  })
})
