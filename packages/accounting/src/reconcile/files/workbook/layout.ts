/** Where things stand on the first sheet: labels, counts, one column for each currency, and room for a text. */
import type { Language } from "@amili-cases/sheets/Column"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import * as decimal from "@amili-cases/sheets/numbers/decimal"
import { word, type Word } from "./words.ts"

/** Columns of amounts: as many as currencies, and the three that a control needs. */
const amountColumns = (currencies: ReadonlyArray<string>): number => Math.max(3, currencies.length)

export const widths = (currencies: ReadonlyArray<string>): ReadonlyArray<number> => [
  52,
  13,
  ...Array.from({ length: amountColumns(currencies) }, () => (currencies.length > 3 ? 15 : 18)),
  60,
]

/** A header over the whole width; numbers have theirs on the right. */
export const header = (
  labels: ReadonlyArray<{ readonly text: string; readonly right?: boolean }>,
  currencies: ReadonlyArray<string>,
): GridRow =>
  widths(currencies).map((_, index): GridCell => {
    const label = labels[index]
    return { style: label?.right === true ? "headerRight" : "header", value: label?.text }
  })

/** An amount; one that no spreadsheet holds is a text, and no formula counts on it. */
export const amount = (minor: bigint, formula?: string, style: "money" | "totalMoney" = "money"): GridCell =>
  decimal.fitsSpreadsheet(minor)
    ? { style, value: minor, formula }
    : { style: style === "money" ? "amountText" : "totalText", value: decimal.format(minor, ".") }

export const called = (currency: string, language: Language): string =>
  currency === "" ? word("none", language) : currency

/** The head of a block with a count and an amount in each currency. */
export const blockHeader = (
  title: string,
  count: Word | undefined,
  currencies: ReadonlyArray<string>,
  language: Language,
): GridRow =>
  header(
    [
      { text: title },
      { text: count === undefined ? "" : word(count, language), right: true },
      ...currencies.map((currency) => ({ text: called(currency, language), right: true })),
    ],
    currencies,
  )
