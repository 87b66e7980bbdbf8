import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import * as Lint from "../../src/lint/Lint.ts"
import { samples } from "../support/samples.ts"
import { bytesOf, data, head, short } from "../support/sie.ts"

const check = (lines: ReadonlyArray<string>, options: Lint.Options = {}) =>
  Effect.runSync(Lint.lint(bytesOf(lines), options))
const voucher = (...rows: ReadonlyArray<string>) => ['#VER A "" 20261130 "Text"', "{", ...rows, "}"]
const good = voucher("#TRANS 1510 {} 100.00", "#TRANS 3010 {} -100.00")
const without = (label: string) => head.filter((line) => !line.startsWith(label))
const instead = (label: string, line: string) => head.map((old) => (old.startsWith(label) ? line : old))

describe("a good import file", () => {
  it.each(["generic", "fortnox", "visma", "bokio", "bl"] as const)("has no finding for %s", (name) => {
    expect(check([...head, ...good], { for: name })).toEqual([])
  })
})

describe("a finding", () => {
  it("is made for a voucher that does not balance, with the difference", () => {
    const [finding] = check([...head, ...voucher("#TRANS 1510 {} 100.00", "#TRANS 3010 {} -99.99")])
    expect(finding).toEqual({
      code: "balance",
      severity: "error",
      line: 10,
      message: "voucher A of 2026-11-30 does not balance: its transactions sum to 0.01, not 0.00",
      hint: "Correct it where it was made, and export the file again.",
    })
  })

  it.each([
    ["an empty voucher", [...head, ...voucher()], "10 error balance"],
    ["three decimals", [...head, ...voucher("#TRANS 1510 {} 0.125", "#TRANS 3010 {} -0.125")], "12 error amount"],
    ["#FLAGGA 1", [...instead("#FLAGGA", "#FLAGGA 1"), ...good], "1 error already-imported"],
    ["another format", [...instead("#FORMAT", "#FORMAT UTF8"), ...good], "3 error encoding"],
    ["an unknown type", [...instead("#SIETYP", "#SIETYP 5"), ...good], "5 error field"],
    ["a record before #FLAGGA", ["#PROSA x", ...head, ...good], "1 warning order"],
    ["a record after vouchers", [...head, ...good, "#PROSA x"], "15 warning order"],
    ["a balance", [...head, "#IB 0 1930 5", ...good], "10 error not-allowed"],
    ["#OMFATTN", [...head, "#OMFATTN 20261231", ...good], "10 error not-allowed"],
    ["a voucher number", [...head, ...good.with(0, "#VER A 1 20261130")], "10 warning voucher-number"],
    ["a long series", [...head, ...good.with(0, '#VER AMI "" 20261130')], "10 warning series"],
    ["a date outside of the year", [...head, ...good.with(0, '#VER A "" 20251231')], "10 warning fiscal-year"],
    ["a year that ends first", [...instead("#RAR", "#RAR 0 20261231 20260101")], "8 error fiscal-year"],
    ["an account without #KONTO", [...head, "#KONTO 1510 x", ...good], "14 warning account"],
    ["an account of letters", [...head, ...voucher("#TRANS 15A0 {} 0")], "12 error account"],
    ["a dimension without #DIM", [...head, ...voucher('#TRANS 1510 {25 "x"} 0')], "12 warning dimension"],
    ["a short organisation number", [...instead("#ORGNR", "#ORGNR 5566"), ...good], "6 warning organisation-number"],
    ["no #KPTYP", [...without("#KPTYP"), ...good], "- warning missing-record"],
    ["no #FNAMN", [...without("#FNAMN"), ...good], "- error missing-record"],
  ])("is made for %s in an import file", (_, lines, expected) => {
    expect(short(check(lines, { kind: "4I" }))).toContain(expected)
  })

  it.each([
    ["fortnox", voucher(`#TRANS 1510 {} 0 "" "${"å".repeat(51)}"`), "12 error text"],
    ["fortnox", voucher('#TRANS 3010 {1 "N"} 5', "#TRANS 3011 {} -5"), "13 warning cost-centre"],
    ["visma", voucher("#TRANS 9999 {} 0"), "12 error account"],
    ["bokio", good.with(0, '#VER A "" 20251231'), "10 error fiscal-year"],
    ["bl", good.with(0, '#VER A "" 20270101'), "10 error fiscal-year"],
  ] as const)("is made by %s", (name, rows, expected) => {
    expect(short(check([...head, ...rows], { for: name }))).toContain(expected)
    expect(check([...head, ...rows]).filter(({ severity }) => severity === "error")).toEqual([])
  })

  it.each(["#FLAGGA", "#SIETYP", "#ORGNR", "#FORMAT"])("is made by fortnox for %s in quotation marks", (label) => {
    const quoted = head.map((line) => (line.startsWith(label) ? line.replace(/ (.*)/, ' "$1"') : line))
    expect(check([...quoted, ...good], { for: "fortnox" })).toMatchObject([
      { code: "quotation-mark", severity: "error" },
    ])
    expect(check([...quoted, ...good])).toEqual([])
  })

  it("is made by visma for an organisation number without hyphen, and where #FORMAT is missing", () => {
    const lines = instead("#ORGNR", "#ORGNR 5566778899").filter((line) => !line.startsWith("#FORMAT"))
    expect(short(check([...lines, ...good], { for: "visma" }))).toEqual([
      "5 error organisation-number",
      "- error missing-record",
    ])
  })

  it("is made by bokio where no fiscal year is given", () => {
    expect(short(check([...without("#RAR"), ...good], { for: "bokio" }))).toEqual(["- error fiscal-year"])
    expect(check([...without("#RAR"), ...good])).toEqual([])
  })

  it("is made for what reading finds, too", () => {
    const findings = Effect.runSync(Lint.lint(data("broken.si")))
    expect(short(findings)).toContain("5 error encoding")
    expect(short(findings)).toContain("13 error balance")
  })
})

describe("an export with balances (4E)", () => {
  const lines = [...head, "#KONTO 1510 x", "#KONTO 3010 x", "#IB 0 1510 5"]

  it("may have balances and numbers", () => {
    expect(check([...lines, ...good.with(0, "#VER A 1 20261130")])).toEqual([])
  })

  it("must have its accounts, and each number once", () => {
    const twice = ["#VER A 1 20261130", "{", "}"]
    const findings = check([...lines, "#IB -1 1930 5", ...good.with(0, "#VER A 1 20261130"), ...twice])
    expect(short(findings)).toEqual(["13 error account", "19 warning voucher-number", "19 error balance"])
  })

  it.each([
    ["#UB 0 1510 104.99", "13 warning balance", "#UB of account 1510 differs by -0.01 from #IB and the transactions"],
    ["#RES 0 3010 -99", "13 warning balance", "#RES of account 3010 differs by 1.00 from the transactions"],
  ])("has balances that fit its vouchers, unlike %s", (balance, expected, message) => {
    const findings = check([...lines, balance, ...good])
    expect(short(findings)).toEqual([expected])
    expect(findings[0]?.message).toBe(message)
    expect(check([...lines, "#UB 0 1510 105.00", "#RES 0 3010 -100", "#UB -1 1510 7", ...good])).toEqual([])
  })

  it("may use a number again in another fiscal year", () => {
    const years = [...lines, "#RAR -1 20251201 20251231"]
    const before = good.with(0, "#VER A 1 20251231")
    expect(check([...years, ...before, ...good.with(0, "#VER A 1 20261130")])).toEqual([])
  })

  it.skipIf(samples.length === 0)("of two real programs has balances that fit its vouchers", () => {
    const exports = samples.filter(({ name }) => /^(BL0001_typ4.SE|SIE_exempelfil.se)$/.test(name))
    expect(exports).toHaveLength(2)
    for (const { read } of exports)
      expect(Effect.runSync(Lint.lint(read())).filter(({ code }) => code === "balance")).toEqual([])
  })

  it("is told from its content, and from the type that is given", () => {
    expect(short(check([...lines, ...good], { kind: "4I" }))).toEqual(["12 error not-allowed"])
    expect(short(check(["#FLAGGA 0", "#SIETYP 2"]))).toContain("- error missing-record")
  })
})
