import { describe, expect, it } from "vitest"
import * as Transliteration from "../../src/text/Transliteration.ts"

const convert = (text: string) => {
  const transliterator = Transliteration.make()
  return { text: transliterator.convert(text), replaced: transliterator.replaced() }
}

describe("text for code page 437", () => {
  it.each(["åäöÅÄÖéü ?½", "ÆæßñÇ°"])("keeps %s", (text) => expect(convert(text)).toEqual({ text, replaced: [] }))

  it("keeps letters that macOS writes as a letter and its ring or dots", () => {
    expect(convert("A\u030aka\u0308s")).toEqual({ text: "Åkäs", replaced: [] })
  })

  it.each([
    ["Łódź", "Lódz"],
    ["Čapek", "Capek"],
    ["œuvre…", "oeuvre..."],
    ["½ € – ‘x’", "½ EUR - 'x'"],
    ["ﬁn①", "fin1"],
    ["😀", "_"],
    ["Юлия", "____"],
    ["a\tb\u0000", "a b "],
  ])("has the closest characters for %s, never a question mark", (text, closest) => {
    expect(convert(text).text).toBe(closest)
  })

  it("counts each character that it replaces", () => {
    expect(convert("øøØ").replaced).toEqual([
      { from: "ø", to: "o", count: 2 },
      { from: "Ø", to: "O", count: 1 },
    ])
  })

  it("has a byte for every character that is left", () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter(
      (char) => !char.normalize("NFKD").includes("?"),
    )
    const bytes = Transliteration.encode(convert(all.join("")).text)
    expect(bytes.includes(0x3f)).toBe(false)
  })
})
