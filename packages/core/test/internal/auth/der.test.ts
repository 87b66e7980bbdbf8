import { describe, expect, it } from "@effect/vitest"
import { FastCheck as fc } from "effect"
import * as Der from "../../../src/internal/auth/der.ts"

const bytes = (maxLength = 300) => fc.uint8Array({ maxLength })

const oid = fc
  .tuple(
    fc.constantFrom("0.0", "1.2", "1.39", "2.5", "2.999"),
    fc.array(fc.nat({ max: 2 ** 31 - 1 }), { maxLength: 8 }),
  )
  .map(([head, rest]) => [head, ...rest].join("."))

describe("Der", () => {
  it("reads back what it writes, whatever the length", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(2, 4, 5, 6), bytes())), (members) => {
        const der = Der.write(Der.tags.sequence, ...members.map(([tag, content]) => Der.write(tag, content)))
        expect(Der.readSequence(der)?.map(({ content, tag }) => [tag, [...content]])).toEqual(
          members.map(([tag, content]) => [tag, [...content]]),
        )
      }),
    )
  })

  it.each([0, 127, 128, 255, 256, 65_535, 65_536])("writes a length of %i as the standard says", (length) => {
    const der = Der.write(Der.tags.octetString, new Uint8Array(length))
    const header = length < 128 ? 2 : length < 256 ? 3 : length < 65_536 ? 4 : 5
    expect(der.length).toBe(header + length)
    expect(Der.readAll(der)?.[0]?.content.length).toBe(length)
  })

  it("reads back an object identifier", () => {
    fc.assert(
      fc.property(oid, (text) => {
        const [value] = Der.readAll(Der.oidBytes(text)) ?? []
        expect(Der.oidText(value?.content ?? new Uint8Array())).toBe(text)
      }),
    )
    expect(Buffer.from(Der.oidBytes("1.2.840.10045.3.1.7")).toString("hex")).toBe("06082a8648ce3d030107")
  })

  it("survives any bytes, and refuses what is cut off or has something behind it", () => {
    fc.assert(fc.property(bytes(40), (any) => void Der.readSequence(any)))
    const der = Der.write(Der.tags.sequence, Der.write(Der.tags.integer, Uint8Array.of(1, 2, 3)))
    fc.assert(
      fc.property(fc.nat({ max: der.length - 1 }), (end) => Der.readSequence(der.subarray(0, end)) === undefined),
    )
    expect(Der.readSequence(Uint8Array.from([...der, 0]))).toBeUndefined()
    expect(Der.readSequence(Uint8Array.of(0x04, 0))).toBeUndefined()
    expect(Der.readAll(Uint8Array.of(0x30, 0x80, 0, 0))).toBeUndefined()
  })

  it("counts the bits of a number without its sign", () => {
    expect(Der.integerBits(Uint8Array.of(0, 0x80, 0))).toBe(16)
    expect(Der.integerBits(Uint8Array.of(1))).toBe(1)
    expect(Der.integerBits(Uint8Array.of(0))).toBe(0)
  })
})
