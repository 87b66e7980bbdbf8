import * as Array from "effect/Array"
import type { Language } from "@amili-cases/sheets/Column"
import { Totals } from "@amili-cases/sheets/Totals"
import * as decimal from "@amili-cases/sheets/numbers/decimal"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
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
): GridCell =>
  calculable
    ? { style, value: minor, formula }
    : { style: style === "money" ? "amountText" : "totalText", value: decimal.format(minor, ".") }

/** Where a control total finds its rows: the same cells of each sheet the table fills. */
export interface Source {
  readonly currency: ReadonlyArray<string>
  readonly group: ReadonlyArray<string>
  readonly amount: ReadonlyArray<string>
  /** What the rows call the group, if not by its own name. */
  readonly called?: string
}

/** Widths of a summary's columns: group, currency, cases, capital, meaning. */
export const SUMMARY_WIDTHS = [44, 12, 12, 28, 70]

/** Rows with nothing on them. */
export const blank = (count: number): ReadonlyArray<GridRow> => Array.makeBy(count, () => [])

/** One block of a summary: counts and sums of groups, one line for each group and currency, and the sum of each currency. */
export interface Block {
  readonly title: Word
  readonly grouped: Grouped
  readonly source: (group: string) => Source
  readonly describe: (group: string) => string
  /** Titles of the columns of counts and sums, where the rows are no cases. */
  readonly heads?: { readonly rows: Word; readonly amount: Word }
}

/** The lines of a block; `at` is the row it begins on, counted from 1. */
export const block = (
  { describe, grouped, heads = { rows: "rows", amount: "remainingCapital" }, source, title }: Block,
  language: Language,
  at: number,
): ReadonlyArray<GridRow> => {
  const say = (name: Word) => word(name, language)
  const entries = grouped.entries()
  const alike = lookAlikes(entries)
  const header: GridRow = [
    { style: "header", value: say(title) },
    { style: "header", value: say("currency") },
    { style: "headerRight", value: say(heads.rows) },
    { style: "headerRight", value: say(heads.amount) },
    { style: "meaningHeader", value: say("meaning") },
  ]
  const lines = entries.map((entry): GridRow => {
    const { currency, group, rows } = entry
    const cells = source(group)
    const called = cells.called ?? group
    const formulas = alike.has(keyOf(entry)) ? exactly(cells, currency, called) : matching(cells, currency, called)
    return [
      { style: "fitted", value: group === "" ? say("none") : group },
      { style: "fitted", value: currency === "" ? say("none") : currency },
      { style: "integer", value: rows, formula: formulas?.count },
      money("money", entry, formulas?.sum),
      { style: "meaning", value: group === "" ? "" : describe(group) },
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

interface Formulas {
  readonly count: string
  readonly sum: string
}

/** Adds up one formula over the sheets of a table. */
const over = (
  source: Source,
  of: (currency: string, group: string, amount: string) => Formulas,
): Formulas | undefined => {
  if (source.amount.length === 0) return undefined
  const each = source.amount.map((amount, index) => of(source.currency[index] ?? "", source.group[index] ?? "", amount))
  return {
    count: each.map((formulas) => formulas.count).join("+"),
    sum: `ROUND(${each.map((formulas) => formulas.sum).join("+")},2)`,
  }
}

const matching = (source: Source, currency: string, group: string) =>
  over(source, (currencies, groups, amounts) => {
    const criteria = `${currencies},${equals(currency)},${groups},${equals(group)}`
    return { count: `COUNTIFS(${criteria})`, sum: `SUMIFS(${amounts},${criteria})` }
  })

/** Slower, and tells capitals from small letters. */
const exactly = (source: Source, currency: string, group: string) =>
  over(source, (currencies, groups, amounts) => {
    const rows = `--EXACT(${currencies},${quoted(currency)}),--EXACT(${groups},${quoted(group)})`
    return { count: `SUMPRODUCT(${rows})`, sum: `SUMPRODUCT(${rows},${amounts})` }
  })

const keyOf = ({ currency, group }: Entry): string => `${currency}\0${group}`

/** Groups that SUMIFS would take for one another: it does not tell capitals from small letters. */
const lookAlikes = (entries: ReadonlyArray<Entry>): ReadonlySet<string> => {
  const alike = Object.values(Array.groupBy(entries, (entry) => keyOf(entry).toLowerCase()))
  return new Set(alike.flatMap((entries) => (entries.length > 1 ? entries.map(keyOf) : [])))
}

/** Matches exactly this text, or an empty cell: without the sign, a text such as "<5" or "a*" would be a pattern. */
const equals = (text: string): string => quoted(`=${text.replace(/[*?~]/g, "~$&")}`)

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
