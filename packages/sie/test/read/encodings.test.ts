import { describe, expect, it } from "vitest"
import { bytesOf, head, parse, short } from "../support/sie.ts"

const swedish = [...head, '#KONTO 2611 "Utgående moms på försäljning, Åmål Ängelholm Örebro"', '#KONTO 3740 "25 °C, ½"']

describe("the encoding of a file", () => {
  it("is code page 437, as the standard says, without a word", () => {
    const { file, findings } = parse(bytesOf(swedish))
    expect(file.accounts[0]?.name).toBe("Utgående moms på försäljning, Åmål Ängelholm Örebro")
    expect(file.accounts[1]?.name).toBe("25 °C, ½")
    expect(findings).toEqual([])
  })

  it.each([
    ["utf8", "UTF-8"],
    ["win1252", "Windows-1252 (ISO 8859-1)"],
  ] as const)("is found out and reported once where it is %s", (encoding, name) => {
    const { file, findings } = parse(bytesOf(swedish, encoding))
    expect(file.accounts.map((account) => account.name)).toEqual(
      parse(bytesOf(swedish)).file.accounts.map(({ name }) => name),
    )
    expect(short(findings)).toEqual(["10 error encoding"])
    expect(findings[0]?.message).toBe(`the text is ${name}; it was read so, but programs expect code page 437`)
  })

  it("is UTF-8 with a byte order mark, which is no part of the first record", () => {
    const { file, findings } = parse(Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytesOf(swedish, "utf8")]))
    expect(file.header.flag).toBe(0)
    expect(short(findings)).toEqual(["1 error encoding"])
  })

  it("is told line by line where a file was put together from several", () => {
    const bytes = Buffer.concat([
      bytesOf(swedish),
      bytesOf(['#KONTO 1511 "Göteborg och Malmö"'], "win1252"),
      bytesOf(['#KONTO 1512 "Växjö"'], "utf8"),
    ])
    const { file, findings } = parse(bytes)
    expect(file.accounts.slice(2).map(({ name }) => name)).toEqual(["Göteborg och Malmö", "Växjö"])
    expect(short(findings)).toEqual(["12 error encoding", "13 error encoding"])
  })

  it("is not doubted for one damaged letter", () => {
    const { file, findings } = parse(bytesOf([...swedish, '#OBJEKT 6 "┼1" "årsta"']))
    expect(file.objects[0]).toMatchObject({ number: "┼1", name: "årsta" })
    expect(findings).toEqual([])
  })

  it("keeps Windows-1252 for words in its quotation marks", () => {
    const { file } = parse(bytesOf([...swedish, "#KONTO 1513 “För”", "#KONTO 1514 “x”"], "win1252"))
    expect(file.accounts.slice(2).map(({ name }) => name)).toEqual(["“För”", "“x”"])
  })
})
