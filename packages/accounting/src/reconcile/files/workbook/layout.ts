/** Where things stand on the first sheet: a label, what it means, a count or outcome, then amounts. */
import type { Language } from "@amili-cases/sheets/Column"
import * as decimal from "@amili-cases/sheets/numbers/decimal"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { money } from "../../../workbook/summary.ts"
import { word, type Word } from "./words.ts"

/** As many columns of amounts as currencies, and the three that a control needs. */
export const widths = (currencies: ReadonlyArray<string>): ReadonlyArray<number> => [
  50,
  66,
  14,
  ...Array.from({ length: Math.max(3, currencies.length) }, () => 17),
]

/** A header over the whole width. */
export const header = (
  texts: ReadonlyArray<string>,
  right: ReadonlyArray<string>,
  currencies: ReadonlyArray<string>,
): GridRow =>
  widths(currencies).map((_, index): GridCell => {
    const value = [...texts, ...right][index]
    return { style: index < texts.length ? "header" : "headerRight", value: value === "" ? undefined : value }
  })

export const called = (currency: string, language: Language): string =>
  currency === "" ? word("none", language) : currency

/** The head of a block with a count and an amount in each currency. */
export const blockHeader = (
  title: Word,
  meaning: Word | undefined,
  count: Word | undefined,
  currencies: ReadonlyArray<string>,
  language: Language,
): GridRow => {
  const said = (name: Word | undefined) => (name === undefined ? "" : word(name, language))
  const amounts = currencies.map((currency) => called(currency, language))
  return header([word(title, language), said(meaning)], [said(count), ...amounts], currencies)
}

export const amount = (minor: bigint, formula?: string, style: "money" | "totalMoney" = "money"): GridCell =>
  money(style, { minor, calculable: decimal.fitsSpreadsheet(minor) }, formula)
