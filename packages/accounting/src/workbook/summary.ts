/** A block of a summary: a line for each group, the measures of each currency beside each other, and their totals. */
import type { Language } from "@amili-cases/sheets/Column"
import * as decimal from "@amili-cases/sheets/numbers/decimal"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import { pagesWideOf } from "@amili-cases/sheets/xlsx/tableShape"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import * as formulas from "./formulas.ts"
import { type Entry, type Grouped, nothing, plus, type Sum } from "./Grouped.ts"
import { word, type Word } from "./words.ts"

/** An amount of the rows: its title, and its column in the tables; without one it stands as it is, without a formula. */
export interface Measure {
  readonly head: Word
  readonly key: string | undefined
}

export interface Block {
  readonly title: Word
  readonly grouped: Grouped
  readonly measures: ReadonlyArray<Measure>
  /** The share of the first measure that the last one is, beside it. */
  readonly rate?: Word
  /** Title of the column of counts, unless there is none. */
  readonly counted?: Word | undefined
  /** Those that stand there, in this order, found or not; else those that are found. */
  readonly groups?: ReadonlyArray<string>
  /** What a person calls the group; the API's word stands beside it. */
  readonly label: (group: string) => string
  /** The API's word, where that is not the group. */
  readonly key?: (group: string) => string
  readonly rows: (group: string) => ReadonlyArray<formulas.Rows>
}

/** A block laid out, and where a chart finds its rows. */
export interface LaidBlock {
  readonly rows: ReadonlyArray<GridRow>
  readonly currencies: ReadonlyArray<string>
  readonly first: number
  readonly last: number
}

/** The sheet of a summary with these blocks: wide enough for the currencies of each. */
export const summaryShape = (blocks: ReadonlyArray<Pick<LaidBlock, "currencies">>, language: Language) => {
  const currencies = Math.max(1, ...blocks.map((of) => of.currencies.length))
  const widths = [40, 28, ...Array.from({ length: currencies }, () => [14, 15, 15]).flat()]
  return { name: word("summary", language), widths, frozen: 0, frozenColumns: 2, pagesWide: pagesWideOf(widths) }
}

/** Columns of a currency, as many in each block so that blocks stand below each other. */
export const SPAN = 3

/** `at` is the row that the block begins on, counted from 1. */
export const block = (about: Block, language: Language, at: number): LaidBlock => {
  const { grouped, label, measures } = about
  const say = (name: Word) => word(name, language)
  const currencies = grouped.currencies()
  const groups = about.groups ?? grouped.groups()
  const alike = formulas.lookAlikes(groups)
  const first = at + 1
  const last = at + groups.length
  const columnsOf = (index: number) => Array.from({ length: SPAN }, (_, column) => letters(2 + index * SPAN + column))
  const header: GridRow = [
    { style: "header", value: say(about.title) },
    { style: "header", value: about.key === undefined ? say("apiWord") : undefined },
    ...currencies.flatMap((currency) => {
      const named = (name: Word): GridCell => ({
        style: "headerRight",
        value: `${say(name)}, ${currency === "" ? say("none") : currency}`,
      })
      const cells = [
        ...(about.counted === undefined ? [] : [named(about.counted)]),
        ...measures.map(({ head }) => named(head)),
        ...(about.rate === undefined ? [] : [named(about.rate)]),
      ]
      return filled(cells, { style: "header" })
    }),
  ]
  const lines = groups.map((group, line): GridRow => [
    { style: "wrapped", value: label(group) },
    { style: "wrapped", value: about.key?.(group) ?? group },
    ...currencies.flatMap((currency, index) => {
      const rows = about
        .rows(group)
        .map(({ says, ...rest }) => ({ ...rest, says: [["currency", currency] as const, ...says] }))
      const entry = grouped.of(currency, group)
      const exact = alike.has(group)
      const cells = measures.map(({ key }, measure) =>
        money("money", entry?.sums[measure] ?? nothing, key === undefined ? undefined : formulas.sum(rows, key, exact)),
      )
      return filled([
        ...(about.counted === undefined
          ? []
          : [{ style: "integer", value: entry?.rows ?? 0, formula: formulas.count(rows, exact) } as const]),
        ...cells,
        ...rateOf(about, columnsOf(index), entry?.sums ?? [], first + line, "percent"),
      ])
    }),
  ])
  const totals: GridRow = [
    { style: "total", value: say("total") },
    { style: "total" },
    ...currencies.flatMap((currency, index) => {
      const entries = groups.flatMap((group): ReadonlyArray<Entry> => {
        const entry = grouped.of(currency, group)
        return entry === undefined ? [] : [entry]
      })
      const columns = columnsOf(index)
      const offset = about.counted === undefined ? 0 : 1
      const range = (column: number) => `${columns[column]}${first}:${columns[column]}${last}`
      const sums = measures.map((_, measure) =>
        entries.reduce((all, entry) => plus(all, entry.sums[measure] ?? nothing), nothing),
      )
      return filled(
        [
          ...(about.counted === undefined
            ? []
            : [
                {
                  style: "totalInteger",
                  value: entries.reduce((all, { rows }) => all + rows, 0),
                  formula: `SUM(${range(0)})`,
                } as const,
              ]),
          ...sums.map((sum, measure) => money("totalMoney", sum, `ROUND(SUM(${range(measure + offset)}),2)`)),
          ...rateOf(about, columns, sums, last + 1, "totalPercent"),
        ],
        { style: "total" },
      )
    }),
  ]
  return { rows: groups.length === 0 ? [header] : [header, ...lines, totals], currencies, first, last }
}

/** An amount with its formula, or as text when a spreadsheet could not hold it. */
export const money = (style: "money" | "totalMoney", { calculable, minor }: Sum, formula?: string): GridCell =>
  calculable
    ? { style, value: minor, formula }
    : { style: style === "money" ? "amountText" : "totalText", value: decimal.format(minor, ".") }

/** Rows with nothing on them. */
export const blank = (rows: number): ReadonlyArray<GridRow> => Array.from({ length: rows }, () => [])

const filled = (cells: ReadonlyArray<GridCell>, rest?: GridCell): ReadonlyArray<GridCell | undefined> =>
  Array.from({ length: SPAN }, (_, index) => cells[index] ?? rest)

/** Nothing where there is nothing to be a share of. */
const rateOf = (
  { counted, measures, rate }: Block,
  columns: ReadonlyArray<string>,
  sums: ReadonlyArray<Sum>,
  row: number,
  style: "percent" | "totalPercent",
): ReadonlyArray<GridCell> => {
  if (rate === undefined) return []
  const [whole, part] = [sums[0] ?? nothing, sums[measures.length - 1] ?? nothing]
  const offset = counted === undefined ? 0 : 1
  const [a, b] = [`${columns[offset]}${row}`, `${columns[offset + measures.length - 1]}${row}`]
  if (!whole.calculable || !part.calculable) return [{ style }]
  const value = whole.minor === 0n ? "" : shareOf(part.minor, whole.minor)
  return [{ style, value, formula: `IF(${a}=0,"",ROUND(${b}/${a},4))` }]
}

/** Four decimals, half away from zero as a spreadsheet rounds. */
export const shareOf = (part: bigint, whole: bigint): number => {
  const [over, under] = whole < 0n ? [-part, -whole] : [part, whole]
  const half = over < 0n ? -under : under
  return Number((over * 20_000n + half) / (2n * under)) / 10_000
}
