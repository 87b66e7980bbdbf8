import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { describe, expect, it } from "vitest"
import * as Amount from "../../src/model/Amount.ts"
import { CalendarDate } from "../../src/model/CalendarDate.ts"
import * as ImportFile from "../../src/write/ImportFile.ts"
import { parse, textOf } from "../support/sie.ts"

const day = (text: string) => CalendarDate.make(text)

const file: ImportFile.ImportFile = {
  program: { name: "amili export", version: "1.0" },
  generated: { date: day("2026-12-01") },
  company: { name: "Öl & Å AB", organisationNumber: "556677-8899" },
  fiscalYear: { start: day("2026-01-01"), end: day("2026-12-31") },
  chartOfAccounts: "EUBAS97",
  accounts: [
    { number: "1510", name: "Kundfordringar" },
    { number: "1685", name: 'Fordran "Amili"' },
  ],
  dimensions: [{ number: "10", name: "Faktura" }],
  objects: [{ dimension: "10", number: "4711", name: "Faktura 4711" }],
  vouchers: [
    {
      series: "I",
      date: day("2026-11-30"),
      text: "Betalt till Amili",
      transactions: [
        { account: "1685", amount: Amount.ofMinor(10050n) },
        {
          account: "1510",
          amount: Amount.ofMinor(-10050n),
          objects: [{ dimension: "10", number: "4711" }],
          text: "4711",
        },
      ],
    },
  ],
}
const [voucher] = file.vouchers

const written = (file: ImportFile.ImportFile, options?: Parameters<typeof ImportFile.write>[1]) =>
  Effect.runSync(Effect.either(ImportFile.write(file, options)))

describe("an import file", () => {
  it("is written as the standard says, to the byte", () => {
    const { bytes, replaced } = Either.getOrThrow(written(file))
    expect(replaced).toEqual([])
    expect(textOf(bytes).split("\r\n")).toEqual([
      "#FLAGGA 0",
      '#PROGRAM "amili export" 1.0',
      "#FORMAT PC8",
      "#GEN 20261201",
      "#SIETYP 4",
      "#ORGNR 556677-8899",
      '#FNAMN "Öl & Å AB"',
      "#RAR 0 20260101 20261231",
      "#KPTYP EUBAS97",
      "#KONTO 1510 Kundfordringar",
      '#KONTO 1685 "Fordran \\"Amili\\""',
      "#DIM 10 Faktura",
      '#OBJEKT 10 4711 "Faktura 4711"',
      '#VER I "" 20261130 "Betalt till Amili"',
      "{",
      "#TRANS 1685 {} 100.50",
      '#TRANS 1510 {10 4711} -100.50 "" 4711',
      "}",
      "",
    ])
    expect(Buffer.compare(bytes, Either.getOrThrow(written(file)).bytes)).toBe(0)
  })

  it.each(["fortnox", "visma", "bokio", "bl"] as const)("is accepted by the profile %s", (name) => {
    expect(Either.isRight(written(file, { for: name }))).toBe(true)
  })

  it("counts what code page 437 does not have, and never writes a question mark for it", () => {
    const text = "Şø–€ 漢\u200b “x”\r\nC:\\x y\\"
    const { bytes, replaced } = Either.getOrThrow(
      written({ ...file, vouchers: voucher === undefined ? [] : [{ ...voucher, text }] }),
    )
    expect(parse(bytes).file.vouchers[0]?.text).toBe('So-EUR _ "x"  C:/x y/')
    expect(replaced.map(({ count, from, to }) => [from, to, count])).toEqual([
      ["Ş", "S", 1],
      ["ø", "o", 1],
      ["–", "-", 1],
      ["€", "EUR", 1],
      ["漢", "_", 1],
      ["\u200b", "", 1],
      ["“", '"', 1],
      ["”", '"', 1],
      ["\r", " ", 1],
      ["\n", " ", 1],
      ["\\", "/", 2],
    ])
  })

  it("is refused where a voucher does not balance by one öre", () => {
    const broken = written({
      ...file,
      vouchers: [{ date: day("2026-11-30"), transactions: [{ account: "1510", amount: Amount.ofMinor(1n) }] }],
    })
    expect(Either.getLeft(broken)).toMatchObject({
      value: {
        _tag: "WriteRefused",
        message:
          "the file would not be right: voucher of 2026-11-30 does not balance: its transactions sum to 0.01, not 0.00",
        hint: "Correct it where it was made, and export the file again.",
        findings: [{ code: "balance", line: 14 }],
      },
    })
  })

  it.each([
    [
      "outside of the fiscal year",
      { date: day("2027-01-01") },
      "voucher I of 2027-01-01 is outside of the fiscal year",
    ],
    ["in a series of two letters", { series: "AM" }, "the series is not one letter"],
    [
      "on an account that is not declared",
      { transactions: [{ account: "1930", amount: Amount.zero }] as const },
      'account "1930" has no #KONTO',
    ],
    [
      "with a third of an öre",
      {
        transactions: [
          { account: "1510", amount: BigDecimal.make(3n, 3) },
          { account: "1685", amount: BigDecimal.make(-3n, 3) },
        ] as const,
      },
      "the amount 0.003 has more than two decimals",
    ],
  ])("is refused for a voucher %s", (_, change, message) => {
    const result = written({ ...file, vouchers: file.vouchers.map((voucher) => ({ ...voucher, ...change })) })
    expect(Either.getLeft(result)).toMatchObject({ value: { message: `the file would not be right: ${message}` } })
  })

  it("is refused where the receiver refuses it", () => {
    const text = "x".repeat(51)
    const long = { ...file, vouchers: file.vouchers.map((voucher) => ({ ...voucher, text })) }
    expect(Either.isRight(written(long))).toBe(true)
    expect(Either.getLeft(written(long, { for: "fortnox" }))).toMatchObject({
      value: { message: "Fortnox would not import the file rightly: the text has 51 characters, and Fortnox takes 50" },
    })
  })

  it("warns of transactions without a cost centre, and is written", () => {
    const result = Either.getOrThrow(
      written(
        {
          ...file,
          accounts: [...file.accounts, { number: "3990", name: "Avgifter" }],
          vouchers: [
            {
              date: day("2026-11-30"),
              transactions: [
                { account: "1685", amount: Amount.ofMinor(5n), objects: [{ dimension: "1", number: "Nord" }] },
                { account: "3990", amount: Amount.ofMinor(-5n) },
              ],
            },
          ],
        },
        { for: "fortnox" },
      ),
    )
    expect(result.warnings).toMatchObject([{ code: "cost-centre" }])
  })
})
