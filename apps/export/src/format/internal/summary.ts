import type { Language } from "../Column.ts"
import { Totals } from "../Totals.ts"
import * as decimal from "./decimal.ts"
import type { GridCell, GridRow } from "./grid.ts"
import { word, type Word } from "./words.ts"

/** What a group of one currency adds up to. */
export interface Entry {
  readonly currency: string
  readonly group: string
  readonly rows: number
  readonly minor: bigint
  /** Whether every amount is a number in the workbook, so that a formula can add them up. */
  readonly calculable: boolean
}

/** Totals of one thing for each currency. */
export class Grouped {
  private readonly totals = new Totals()
  private readonly inexact = new Set<string>()

  add(currency: string | undefined, group: string | undefined, minor: bigint | undefined): void {
    const key = `${currency ?? ""}\0${group ?? ""}`
    this.totals.add(key, minor)
    if (minor !== undefined && !decimal.fitsSpreadsheet(minor)) this.inexact.add(key)
  }

  /** By currency, then by group. */
  entries(): ReadonlyArray<Entry> {
    return this.totals.keys().map((key) => {
      const [currency = "", group = ""] = key.split("\0")
      const { minor, rows } = this.totals.get(key)
      return { currency, group, rows, minor, calculable: !this.inexact.has(key) && decimal.fitsSpreadsheet(minor) }
    })
  }
}

/** A sum with its formula, or as text when a spreadsheet could not hold it. */
export const money = (
  style: "money" | "totalMoney",
  { calculable, minor }: Pick<Entry, "calculable" | "minor">,
  formula: string | undefined,
): GridCell => (calculable ? { style, value: minor, formula } : { style, value: decimal.format(minor, ".") })

/** Where a control total finds its rows: the same cells of each sheet the table fills. */
export interface Source {
  readonly currency: ReadonlyArray<string>
  readonly group: ReadonlyArray<string>
  readonly amount: ReadonlyArray<string>
}

/** One block of a summary: counts and sums of groups, one line for each group and currency, and the sum of each currency. */
export interface Block {
  readonly title: Word
  readonly grouped: Grouped
  readonly source: (group: string) => Source
  readonly describe: (group: string) => string
}

/** The lines of a block; `at` is the row it begins on, counted from 1. */
export const block = (
  { describe, grouped, source, title }: Block,
  language: Language,
  at: number,
): ReadonlyArray<GridRow> => {
  const say = (name: Word) => word(name, language)
  const entries = grouped.entries()
  const header: GridRow = [
    { style: "header", value: say(title) },
    { style: "header", value: say("currency") },
    { style: "headerRight", value: say("rows") },
    { style: "headerRight", value: say("remainingCapital") },
    { style: "header", value: say("meaning") },
  ]
  const lines = entries.map((entry): GridRow => {
    const { currency, group, rows } = entry
    const cells = source(group)
    return [
      { style: "text", value: group === "" ? say("none") : group },
      { style: "text", value: currency === "" ? say("none") : currency },
      { style: "integer", value: rows, formula: count(cells, currency, group) },
      money("money", entry, sum(cells, currency, group)),
      { style: "note", value: group === "" ? "" : describe(group) },
    ]
  })
  const first = at + 1
  const last = at + entries.length
  const totals = [...new Set(entries.map((entry) => entry.currency))].map((currency): GridRow => {
    const of = entries.filter((entry) => entry.currency === currency)
    const criterion = `$B$${first}:$B$${last},${currency === "" ? quoted(say("none")) : equals(currency)}`
    return [
      { style: "total", value: say("total") },
      { style: "total", value: currency === "" ? say("none") : currency },
      {
        style: "totalInteger",
        value: of.reduce((sum, entry) => sum + entry.rows, 0),
        formula: `SUMIFS($C$${first}:$C$${last},${criterion})`,
      },
      money("totalMoney", combined(of), `ROUND(SUMIFS($D$${first}:$D$${last},${criterion}),2)`),
      { style: "total" },
    ]
  })
  return [header, ...lines, ...totals]
}

const combined = (entries: ReadonlyArray<Entry>) => {
  const minor = entries.reduce((sum, entry) => sum + entry.minor, 0n)
  return { minor, calculable: entries.every((entry) => entry.calculable) && decimal.fitsSpreadsheet(minor) }
}

const count = (source: Source, currency: string, group: string): string | undefined =>
  source.currency.length === 0
    ? undefined
    : source.currency
        .map(
          (range, index) => `COUNTIFS(${range},${equals(currency)},${source.group[index] ?? range},${equals(group)})`,
        )
        .join("+")

const sum = (source: Source, currency: string, group: string): string | undefined =>
  source.amount.length === 0
    ? undefined
    : `ROUND(${source.amount
        .map(
          (range, index) =>
            `SUMIFS(${range},${source.currency[index] ?? range},${equals(currency)},${source.group[index] ?? range},${equals(group)})`,
        )
        .join("+")},2)`

/** Matches exactly this text, or an empty cell: without the sign, a text such as "<5" or "a*" would be a pattern. */
const equals = (text: string): string => quoted(`=${text.replace(/[*?~]/g, "~$&")}`)

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
