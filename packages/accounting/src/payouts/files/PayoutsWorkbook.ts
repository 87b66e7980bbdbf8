/** Summary, the events of lines, the events of payouts, and what needs a person. */
import * as FinanceCategory from "@amili-cases/core/FinanceCategory"
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import type { Table } from "@amili-cases/sheets/Column"
import { Totals } from "@amili-cases/sheets/Totals"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type { TableSpec } from "@amili-cases/sheets/xlsx/tableShape"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { alerts } from "../../workbook/alerts.ts"
import { arranged } from "../../workbook/arranged.ts"
import { Grouped } from "../../workbook/Grouped.ts"
import { lead, leadRows } from "../../workbook/lead.ts"
import { Ordered } from "../../workbook/Ordered.ts"
import { heading, propertiesOf, provenanceRows } from "../../workbook/provenanceRows.ts"
import { sheetIndex } from "../../workbook/sheetIndex.ts"
import { type Block, block, type Measure, summaryShape } from "../../workbook/summary.ts"
import { word, type Word } from "../../workbook/words.ts"
import { LineKind } from "../events/LineEvent.ts"
import type { PayoutsClosing, PayoutsRows } from "./PayoutsRows.ts"
import type { LineRow, PayoutRow, QuarantineRow } from "./rows.ts"
import * as Tables from "./Tables.ts"
import { kinds, meanings } from "./words.ts"

const isKind = Schema.is(LineKind)

const measures: ReadonlyArray<Measure> = [
  { head: "toBook", key: "to_book" },
  { head: "paidOut", key: "paid_out" },
]
const total: ReadonlyArray<Measure> = [{ head: "amount", key: "total" }]

const printed = {
  lines: [
    "case_id",
    "invoice_number",
    "creditor",
    "category",
    "event",
    "payout_on",
    "payout_reference",
    "currency",
    "total",
    "to_book",
    "paid_out",
    "run",
  ],
  payouts: [
    "payout_id",
    "payout_reference",
    "creditor",
    "category",
    "event",
    "state",
    "payout_on",
    "currency",
    "net",
    "vat",
    "total",
    "run",
  ],
  quarantine: ["line_id", "problem", "detail", "invoice_number", "creditor", "currency", "total", "run"],
}

export const payoutsWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const say = (name: Word) => word(name, language)
    const specOf = <R>(
      title: Word,
      table: string,
      { columns }: Table<R>,
      wanted: ReadonlyArray<string>,
      tab: string,
      summed: ReadonlyArray<Measure>,
    ): TableSpec<R> => ({
      title: say(title),
      table,
      columns: arranged(columns, wanted, provenance),
      empty: say("noRows"),
      tab,
      lead: leadRows(summed),
    })
    const specs = {
      lines: specOf("events", "Events", Tables.lines, printed.lines, "2E75B6", measures),
      payouts: specOf("payouts", "Payouts", Tables.payouts, printed.payouts, "548235", []),
      quarantine: specOf("quarantine", "Quarantine", Tables.quarantine, printed.quarantine, "FF0000", total),
    }
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
    const { shared } = assembly
    const lines = new Ordered(new TableSheet<LineRow>(specs.lines, shared, assembly.head(0)), (row) => [
      row.creditor,
      row.payoutOn,
      row.category,
      row.lineId,
    ])
    const payouts = new Ordered(new TableSheet<PayoutRow>(specs.payouts, shared, assembly.head(1)), (row) => [
      row.creditor,
      row.payoutOn,
      row.category,
      row.payoutId,
    ])
    const quarantine = new TableSheet<QuarantineRow>(specs.quarantine, shared, assembly.head(2))
    const totals = new Totals()
    const events = new Grouped(2)
    const categories = new Grouped(2)
    const months = new Grouped(2)
    const sums = { lines: new Grouped(2), payouts: new Grouped(0), quarantine: new Grouped(1) }

    const writeLines = (rows: ReadonlyArray<LineRow>) =>
      Effect.suspend(() => {
        for (const { category, currency, kind, paidOut, payoutOn, toBook } of rows) {
          const amounts = [toBook, paidOut]
          totals.add(currency ?? "", toBook)
          events.add(currency, kinds[kind][language], amounts)
          categories.add(currency, category, amounts)
          if (payoutOn !== undefined) months.add(currency, monthGroup(payoutOn, category), amounts)
          sums.lines.add(currency, "", amounts)
        }
        return lines.write(rows)
      })

    const described = (category: string) =>
      category === "" ? say("none") : FinanceCategory.describe(category, language)
    const byEvent: Block = {
      title: "event",
      grouped: events,
      measures,
      counted: "rowsOnSheet",
      label: (said) => {
        const kind = Object.keys(kinds).find((key) => isKind(key) && kinds[key][language] === said)
        return isKind(kind) ? meanings[kind][language] : said
      },
      rows: (said) => [{ table: lines.sheet, says: [["event", said]] }],
    }
    const byCategory: Block = {
      title: "category",
      grouped: categories,
      measures,
      counted: "rowsOnSheet",
      label: described,
      rows: (category) => [{ table: lines.sheet, says: [["category", category]] }],
    }
    const byMonth: Block = {
      title: "payoutMonth",
      grouped: months,
      measures,
      counted: "rowsOnSheet",
      label: (group) => `${partsOf(group).month}, ${described(partsOf(group).category)}`,
      key: (group) => partsOf(group).category,
      rows: (group) => {
        const { category, month } = partsOf(group)
        const [year = "", number = ""] = month.split("-")
        const from = (add: number) => `DATE(${Number(year)},${Number(number) + add},1)`
        return [
          {
            table: lines.sheet,
            says: [["category", category]],
            conditions: [
              ["payout_on", `">="&${from(0)}`],
              ["payout_on", `"<"&${from(1)}`],
            ],
          },
        ]
      },
    }

    const finish = (closing: PayoutsClosing) =>
      Effect.gen(function* () {
        yield* lines.end
        yield* payouts.end
        const layOut: Parameters<Workbook.Assembly["finish"]>[0] = (index) => {
          const grid: Array<GridRow> = [
            ...heading(say("payouts"), options),
            ...alerts({ quarantined: sums.quarantine.rows() }, language),
            [],
          ]
          const add = (about: Block) => {
            const laid = block(about, language, grid.length + 1)
            grid.push(...laid.rows, [])
            return laid
          }
          const first = [add(byEvent), add(byCategory)]
          grid.push(...sheetIndex([{ name: say("summary"), rows: undefined }, ...index], language), [])
          const pageBreaks = [grid.length + 1]
          const last = add(byMonth)
          grid.push(...provenanceRows(options, closing.dataHash))
          return [{ shape: { ...summaryShape([...first, last], language), pageBreaks }, grid }]
        }
        const written = yield* assembly.finish(
          layOut,
          [lines.sheet, payouts.sheet, quarantine],
          propertiesOf(say("payouts"), options, closing.dataHash),
          [
            lead(lines.sheet, { task: "doEvents", totals: sums.lines, measures, isOrdered: lines.isOrdered }, language),
            lead(
              payouts.sheet,
              { task: "doPayouts", totals: sums.payouts, measures: [], isOrdered: payouts.isOrdered },
              language,
            ),
            lead(
              quarantine,
              { task: "doQuarantine", totals: sums.quarantine, measures: total, isOrdered: true },
              language,
            ),
          ],
        )
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })

    const writers: {
      readonly [K in keyof PayoutsRows]: (rows: ReadonlyArray<PayoutsRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      lines: writeLines,
      payouts: (rows) => {
        for (const { currency } of rows) sums.payouts.add(currency, "", [])
        return payouts.write(rows)
      },
      quarantine: (rows) => {
        for (const row of rows) sums.quarantine.add(row.currency, "", [row.total])
        return quarantine.write(rows)
      },
    }
    const workbook: WorkbookWriter<PayoutsRows, PayoutsClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })

/** A month of payouts and a category, in order of both. */
const monthGroup = (payoutOn: string, category: string | undefined): string =>
  `${payoutOn.slice(0, 7)} ${category ?? ""}`

const partsOf = (group: string) => ({ month: group.slice(0, 7), category: group.slice(8) })
