import { describe, expect, it } from "vitest"
import * as Amount from "../../src/model/Amount.ts"
import * as Voucher from "../../src/model/Voucher.ts"
import * as Write from "../../src/write/Write.ts"
import { bytesOf, contentOf, data, head, parse, short } from "../support/sie.ts"

const withVoucher = (...rows: ReadonlyArray<string>) =>
  bytesOf([...head, '#VER A "" 20261130 "Text"', "{", ...rows, "}"])

describe("reading", () => {
  it("finds every record of the standard", () => {
    const { file, findings } = parse(data("ledger.se"))
    expect(file.header).toMatchObject({ flag: 0, type: 4, taxYear: 2027, coversUntil: "2026-06-30", currency: "SEK" })
    expect(file.company).toMatchObject({
      organisationNumber: "556677-8899",
      industryCode: "82910",
      type: "AB",
      id: "0001",
    })
    expect(file.comments).toEqual(["Huvudbok för året"])
    expect(file.fiscalYears.map(({ index, start, end }) => [index, start, end])).toEqual([
      [0, "2025-07-01", "2026-06-30"],
      [-1, "2024-07-01", "2025-06-30"],
    ])
    expect(file.accounts).toMatchObject([
      { number: "1510", name: "Kundfordringar", type: "T", sruCodes: ["7251"] },
      { number: "1930", name: "Checkräkning", sruCodes: ["7281", "7282"] },
      { number: "3010", name: "Försäljning", type: "I", unit: "Styck" },
    ])
    expect(file.dimensions.at(-1)).toMatchObject({ number: "21", name: "Underprojekt", parent: "6" })
    expect(file.balances.map(({ kind }) => kind).join(" ")).toBe("IB UB IB UB IB RES OIB OUB PSALDO PBUDGET")
    expect(file.balances.at(-1)).toMatchObject({ month: "2025-07", account: "3010", objects: [] })
    expect(file.others).toEqual([])
    expect(short(findings)).toEqual(["- warning line-end"])
  })

  it("balances a voucher by its normal transactions alone", () => {
    const [voucher] = parse(data("ledger.se")).file.vouchers
    expect(voucher).toMatchObject({
      series: "#",
      number: "1",
      text: 'Avskrivning "anläggning"',
      signature: "2 Åsa Öberg",
    })
    expect(voucher?.transactions.map(({ kind }) => kind)).toEqual(["normal", "normal", "removed", "added", "normal"])
    expect(voucher?.transactions[1]?.objects).toEqual([
      { dimension: "1", number: "10" },
      { dimension: "6", number: "┼1" },
    ])
    expect(voucher !== undefined && Amount.format(Voucher.difference(voucher))).toBe("0.00")
  })

  it("reads tabs, blanks around amounts and escaped quotation marks", () => {
    const { file, findings } = parse(data("closing.si"))
    expect(findings).toEqual([])
    expect(file.vouchers[0]?.text).toBe('Exempel på "bokslut"')
    expect(file.vouchers[0]?.transactions.map(({ amount }) => Amount.format(amount))).toEqual(["10000.00", "-10000.00"])
  })

  it("reports each problem of a broken file with its line, and loses nothing", () => {
    const { file, findings } = parse(data("broken.si"))
    expect(short(findings)).toEqual([
      "3 warning date",
      "5 error encoding",
      "6 warning duplicate",
      "7 error field",
      "8 error field",
      "9 warning unknown-record",
      "10 error not-a-record",
      "11 warning field",
      "12 error block",
      "14 warning amount",
      "14 error block",
      "15 warning field",
      "16 error field",
      "17 error block",
      "18 error field",
      "22 error text",
      "22 error block",
      "- warning line-end",
    ])
    const text = JSON.stringify(file, (_, value: unknown) => (typeof value === "bigint" ? undefined : value))
    for (const word of [
      "Öl & Å AB",
      "Två namn AB",
      "#XYZ",
      "c d",
      "En rad",
      "Öppen",
      "20260231",
      "Fel datum",
      "Utan slut",
    ])
      expect(text).toContain(word.split(" ")[0])
    expect(file.vouchers).toHaveLength(2)
  })

  it.each([
    ["100,50", "100.50", "amount"],
    ["+7", "7.00", "amount"],
    ["0.125", "0.125", undefined],
    ["-212.5", "-212.50", undefined],
  ])("reads the amount %s as %s", (written, exact, code) => {
    const { file, findings } = parse(withVoucher(`#TRANS 1510 {} ${written}`))
    expect(file.vouchers[0]?.transactions.map(({ amount }) => Amount.format(amount))).toEqual([exact])
    expect(findings.map((finding) => finding.code)).toEqual(code === undefined ? [] : [code])
  })

  it("keeps fields that the standard does not know", () => {
    const { file, findings } = parse(withVoucher('#TRANS 1510 {} 1 "" "" "" "" new {1 2}'))
    expect(file.vouchers[0]?.transactions[0]?.extra).toEqual(["new", ["1", "2"]])
    expect(short(findings)).toEqual(["12 warning extra-field"])
  })

  it("reads names without quotation marks, and says so", () => {
    const { file, findings } = parse(
      bytesOf(["#FLAGGA 0", "#FNAMN Bolaget i Åmål AB", "#PROSA ett två", "#KONTO 1510 Kund fordringar"]),
    )
    expect([file.company.name, file.comments, file.accounts[0]?.name]).toEqual([
      "Bolaget i Åmål AB",
      ["ett två"],
      "Kund fordringar",
    ])
    expect(short(findings)).toEqual(["2 warning field", "3 warning field", "4 warning field"])
  })

  it("keeps a record whole whose further fields have no place", () => {
    const { file, findings } = parse(bytesOf(["#FLAGGA 0", "#PROGRAM Visma Administration 2000 5.1"]))
    expect(file.header.program).toEqual({ name: "Visma", version: "Administration" })
    expect(file.others).toMatchObject([{ label: "#PROGRAM", fields: ["Visma", "Administration", "2000", "5.1"] }])
    expect(short(findings)).toEqual(["2 warning extra-field"])
    expect(contentOf(parse(Write.file(file).bytes).file)).toEqual(contentOf(file))
  })

  it("reads a path that ends with a backslash", () => {
    const { file, findings } = parse(bytesOf([...head, '#FNR "C:\\data\\"']))
    expect(file.company.id).toBe("C:\\data\\")
    expect(findings).toEqual([])
  })

  it("reads braces on the lines of records", () => {
    const { file, findings } = parse(
      bytesOf([...head, "#VER A 1 20261130 {", "#TRANS 1510 {} 1", "#TRANS 3010 {} -1 }"]),
    )
    expect(file.vouchers[0]?.transactions).toHaveLength(2)
    expect(short(findings)).toEqual(["10 warning block", "12 warning block"])
  })

  it("keeps a voucher without a date whole, as records that it does not understand", () => {
    const { file } = parse(bytesOf([...head, "#VER A 1 20261301", "{", "#TRANS 1510 {} 5", "}"]))
    expect(file.others).toMatchObject([
      { label: "#VER", fields: ["A", "1", "20261301"], rows: [{ label: "#TRANS", fields: ["1510", [], "5"] }] },
    ])
  })

  it.each([
    ["LF", "\n"],
    ["CR", "\r"],
  ])("reads lines that end with %s, and says so", (_, end) => {
    const { file, findings } = parse(Buffer.from([...head, "#KONTO 1510 x", ""].join(end)))
    expect(file.accounts[0]).toMatchObject({ number: "1510", line: 10 })
    expect(short(findings)).toEqual(["- warning line-end"])
  })
})
