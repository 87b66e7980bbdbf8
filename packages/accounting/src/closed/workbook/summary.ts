/** The first sheet: what waits, what accounting does next, whether anything is missing, and what was recovered. */
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import type { Language } from "@amili-cases/sheets/Column"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import type { Laid } from "@amili-cases/sheets/xlsx/Workbook"
import { minorOf } from "../../cases/Facts.ts"
import { problems } from "../../cases/Details.ts"
import { alerts } from "../../workbook/alerts.ts"
import { CHART_ROWS, chartOf } from "../../workbook/chart.ts"
import type * as formulas from "../../workbook/formulas.ts"
import { Grouped } from "../../workbook/Grouped.ts"
import { completenessRows, heading, provenanceRows } from "../../workbook/provenanceRows.ts"
import { sheetIndex } from "../../workbook/sheetIndex.ts"
import { blank, type Block, block, summaryShape } from "../../workbook/summary.ts"
import { word } from "../../workbook/words.ts"
import type { ClosedClosing } from "../ClosedRows.ts"
import type { Recovered } from "./Recovery.ts"
import { type Home, homeOf, isClass, reasonIn } from "./sheets.ts"

type Tables = Readonly<Record<Home | "quarantine", formulas.Ranges>>

const amounts = [
  { head: "claimed", key: "claimed_capital" },
  { head: "remainingCapital", key: "remaining_capital" },
] as const

/** Where the rows of a group are counted: each of them once. */
const everyRow = (tables: Tables, key: string, language: Language) => (group: string) => {
  const of = [[key, group]] as const
  return [
    { table: tables.paid, says: of },
    { table: tables.losses, says: of },
    // Paid cases with capital left stand there too.
    { table: tables.toDecide, says: [...of, ["settlement_class", "loss_to_confirm"] as const] },
    { table: tables.other, says: of },
    { table: tables.quarantine, says: [...of, ["problem", problems.unclassified[language]] as const] },
  ]
}

export const byClass = (grouped: Grouped, tables: Tables, language: Language): Block => ({
  title: "settlementClass",
  grouped,
  measures: amounts,
  counted: "rows",
  label: (group) => (isClass(group) ? SettlementClass.describe(group, language) : group),
  rows: (group) => {
    const home = homeOf(group)
    return home === "quarantine"
      ? [{ table: tables.quarantine, says: [["problem", problems.unclassified[language]]] }]
      : [{ table: tables[home], says: [["settlement_class", group]] }]
  },
})

export const byReason = (grouped: Grouped, tables: Tables, language: Language): Block => ({
  title: "reason",
  grouped,
  measures: amounts,
  counted: "rows",
  label: (reason) => reasonIn(reason, language),
  rows: everyRow(tables, "close_reason", language),
})

export const byCreditor = (
  grouped: Grouped,
  names: ReadonlyMap<string, string>,
  tables: Tables,
  language: Language,
): Block => ({
  title: "creditor",
  grouped,
  measures: amounts,
  counted: "rows",
  label: (id) => names.get(id) ?? word("none", language),
  rows: everyRow(tables, "creditor_id", language),
})

/** The same groups with what was recovered of what was claimed. */
const recovery = (
  { grouped, ...of }: Block,
  title: Block["title"],
  recovered: ReadonlyArray<Recovered>,
  groupOf: (line: Recovered) => string,
): Block => {
  const both = new Grouped(2)
  for (const currency of grouped.currencies())
    for (const group of grouped.groups()) {
      const entry = grouped.of(currency, group)
      if (entry !== undefined) both.add(currency, group, [entry.sums[0]?.minor], entry.rows)
    }
  for (const line of recovered) both.add(line.currency, groupOf(line), [undefined, minorOf(line.sum)], 0)
  return {
    ...of,
    counted: undefined,
    title,
    grouped: both,
    measures: [amounts[0], { head: "recovered", key: undefined }],
    rate: "rate",
  }
}

export interface ClosedSummary {
  readonly index: ReadonlyArray<{ readonly name: string; readonly rows: number }>
  readonly classes: Block
  readonly reasons: Block
  readonly creditors: Block
  readonly corrections: number
  readonly quarantined: number
  /** Paid rows that stand on the sheet of decisions too. */
  readonly capitalLeft: number
  readonly closing: ClosedClosing
}

export const summary = (of: ClosedSummary, options: WorkbookOptions): ReadonlyArray<Laid> => {
  const { creditor, language } = options
  const { closing } = of
  const say = (name: Parameters<typeof word>[0]) => word(name, language)
  const grid: Array<GridRow> = [...heading(say("closed"), options), ...alerts(of, language), []]
  const add = (about: Block) => {
    const laid = block(about, language, grid.length + 1)
    grid.push(...laid.rows, [])
    return laid
  }
  const pageBreaks: Array<number> = []
  const newPage = () => pageBreaks.push(grid.length + 1)
  const classes = add(of.classes)
  grid.push(...completenessRows(closing.completeness, options, grid.length + 1))
  const noted = of.index.map(({ name, rows }) => ({
    name,
    rows,
    note: name === say("toDecide") && of.capitalLeft > 0 ? `${say("alsoPaid")} ${of.capitalLeft}` : undefined,
  }))
  grid.push(...sheetIndex([{ name: say("summary"), rows: undefined }, ...noted], language), [])
  newPage()
  const reasons = add(of.reasons)
  const charts = chartOf(
    {
      at: grid.length + 2,
      block: reasons,
      grouped: of.reasons.grouped,
      measures: of.reasons.measures.map(({ head }) => head),
      sheet: say("summary"),
      title: "reason",
    },
    language,
  )
  grid.push(...blank(charts.length * CHART_ROWS + 1))
  newPage()
  grid.push(...provenanceRows(options, closing.dataHash), [])
  const recovered = closing.recovery?.filter(({ creditorId }) => creditor === undefined || creditorId === creditor.id)
  if (recovered === undefined) {
    add(of.creditors)
    grid.push([{ style: "note", value: say("recoveryUnknown") }], [])
  } else {
    add(recovery(of.reasons, "recoveryByReason", recovered, ({ reason }) => reason))
    grid.push([{ style: "note", value: say("recoveryNote") }], [])
    add(recovery(of.creditors, "recoveryByCreditor", recovered, ({ creditorId }) => creditorId))
  }
  return [{ shape: { ...summaryShape([classes, reasons], language), charts, pageBreaks }, grid }]
}
