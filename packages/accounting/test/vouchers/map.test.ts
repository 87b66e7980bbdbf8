import { parse } from "@amili-cases/accounting/vouchers/map/readMap"
import * as VatFile from "@amili-cases/accounting/vouchers/map/VatFile"
import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { companyOf, mapWith } from "./support/books.ts"

const mistakes = (map: unknown) =>
  Either.match(parse(JSON.stringify(map)), { onLeft: (lines) => lines, onRight: () => [] })

const changed = (changes: object) => mistakes({ version: 1, companies: [{ ...companyOf(), ...changes }] })

describe("an account map", () => {
  it("is read as vouchers init writes it", () => {
    expect(Either.getOrThrow(parse(JSON.stringify(mapWith(), undefined, 2)))).toEqual(mapWith())
  })

  it.each([
    [{ organisationNumber: "5566778899" }, "organisationNumber: is not an organisation number such as 556677-8899"],
    [{ organisationNumber: "556677-8898" }, "organisationNumber: the last digit of 556677-8898 is wrong"],
    [{ method: "cash" }, "method: is not one of faktureringsmetoden, kontantmetoden"],
    [{ series: "AM" }, "series: is not one capital letter"],
    [{ grouping: "day" }, "grouping: is not one of payout, account, case, none"],
    [{ receiver: "excel" }, "receiver: is not one of generic, fortnox, visma, bokio, bl"],
    [{ closedThrough: "2026-02-30" }, "closedThrough: is not a day such as 2026-01-31"],
    [{ bankArrivals: "no" }, "bankArrivals: is neither true nor false"],
    [{ invoiceVat: 10 }, "invoiceVat: is no VAT rate: 25, 12, 6 or 0"],
    [{ creditors: "some" }, 'creditors: is neither "all" nor a list of ids of creditors'],
    [{ fiscalYears: [] }, "fiscalYears: is empty"],
    [{ fiscalYears: [{ start: "2026-12-31", end: "2026-01-01" }] }, "fiscalYears[0]: ends before it begins"],
    [{ name: undefined }, "name: is missing"],
    [{ colour: "red" }, "colour: is no setting of the map"],
    [
      { booking: { ...companyOf().booking, bank: "193" } },
      'booking.bank: is not an account of four digits in quotation marks, such as "1510"',
    ],
    [
      { booking: { ...companyOf().booking, bank: "1685" } },
      "booking: account 1685 is used for two of clearing, bank and receivable",
    ],
    [
      { booking: { ...companyOf().booking, rules: [...companyOf().booking.rules, companyOf().booking.rules[0]] } },
      "booking.rules: there are two rules for capital",
    ],
    [
      { method: "kontantmetoden" },
      "booking.rules[0].vat: with kontantmetoden no VAT was booked with the invoice; use line or invoice",
    ],
    [
      { closedThrough: "2026-12-31" },
      "closedThrough: no day of the fiscal years is open after it; add the next fiscal year",
    ],
  ])("is refused with a line for the mistake: %j", (changes, message) => {
    const lines = changed(changes)
    expect(lines).toContain(`companies[0].${message}`)
    expect(lines.length).toBe(1)
  })

  it("is refused with a line for each account that has no name", () => {
    const lines = changed({ accounts: {} })
    expect(lines).toContain("companies[0].booking.clearing: account 1685 has no name under accounts")
    expect(lines).toContain("companies[0].booking.rules[3].account: account 3591 has no name under accounts")
    expect(lines.length).toBe(13)
  })

  it("is refused where one creditor has two companies, and where it is no JSON", () => {
    const companies = [companyOf(), companyOf()]
    expect(mistakes({ version: 1, companies })).toEqual(["companies: creditor all stands in two of them"])
    expect(Either.getLeft(parse("{"))).toMatchObject({
      value: ["is not JSON: a comma or a quotation mark may be missing"],
    })
  })
})

describe("the VAT rates of invoices", () => {
  it("are read as Excel writes them", () => {
    const rates = Either.getOrThrow(VatFile.parse('\u{feff}invoice_number;rate\r\n4711;25\r\n"47;12";6 %\r\n'))
    expect([...rates]).toEqual([
      ["4711", 25],
      ["47;12", 6],
    ])
  })

  it("are refused with a line for each mistake", () => {
    expect(VatFile.parse("invoice_number,rate\n4711,24\n,25\n12,25\n12,6\n")).toEqual(
      Either.left([
        'line 2: "24" is no VAT rate: 25, 12, 6 or 0',
        "line 3: the invoice number is missing",
        "line 5: invoice 12 has two rates",
      ]),
    )
    expect(VatFile.parse("faktura;moms\n1;25")).toEqual(
      Either.left(["line 1: the columns invoice_number and rate are not there"]),
    )
  })
})
