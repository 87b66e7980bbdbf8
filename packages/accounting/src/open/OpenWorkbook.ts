import * as CaseState from "@amili-cases/core/CaseState"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import * as Tables from "../cases/Tables.ts"
import type { OpenRow } from "../cases/Row.ts"
import { Totals } from "@amili-cases/sheets/Totals"
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import type { OpenClosing, OpenRows } from "./OpenRows.ts"
import { ageing, bucketOf } from "./ageingSheet.ts"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import { CHART_ROWS, chartOf, breakBefore } from "../workbook/chart.ts"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import { propertiesOf, provenanceRows, warningRows } from "../workbook/provenanceRows.ts"
import { sheetIndex } from "../workbook/sheetIndex.ts"
import { blank, block, Grouped, SUMMARY_WIDTHS } from "../workbook/summary.ts"
import { TableSheet, type TableSpec } from "@amili-cases/sheets/xlsx/TableSheet"
import { word, type Word } from "../workbook/words.ts"

/** Summary, ageing and the rows. */
export const openWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const say = (name: Word) => word(name, language)
    const spec: TableSpec<OpenRow> = {
      title: say("open"),
      table: "OpenCases",
      columns: Tables.open.columns.filter((column) => column.personal !== true || provenance.privacy !== "none"),
      empty: say("noRows"),
      tab: "2E75B6",
    }
    const assembly = yield* Workbook.begin(path, options, [spec])
    const { shared } = assembly
    const table = new TableSheet(spec, shared, assembly.head(0))
    const totals = new Totals()
    const states = new Grouped()
    const ages = new Grouped()

    const writeOpen = (rows: ReadonlyArray<OpenRow>) =>
      Effect.suspend(() => {
        for (const row of rows) {
          totals.add(row.currency ?? "", row.remainingCapital)
          states.add(row.currency, row.state, row.remainingCapital)
          ages.add(row.currency, bucketOf(row.age), row.remainingCapital)
        }
        return table.write(rows)
      })

    const finish = (closing: OpenClosing) =>
      Effect.gen(function* () {
        const top: Array<GridRow> = [
          [{ style: "title", value: say("open") }],
          [{ style: "note", value: CalendarDay.of(provenance.generatedAt) }],
          [],
          ...warningRows(closing.warnings, language),
        ]
        const source = () => ({
          currency: table.ranges("currency"),
          group: table.ranges("state"),
          amount: table.ranges("remaining_capital"),
        })
        const describe = (state: string) => CaseState.describe(state, language)
        const lines = block({ title: "state", grouped: states, source, describe }, language, top.length + 1)
        const at = top.length + lines.length + 2
        const entries = states.entries()
        const charts = chartOf({ entries, sheet: say("summary"), title: "state", first: top.length + 2, at }, language)
        const layOut: Parameters<Workbook.Assembly["finish"]>[0] = (index) => [
          {
            shape: {
              name: say("summary"),
              widths: SUMMARY_WIDTHS,
              frozen: 0,
              charts,
              pageBreak: breakBefore(at),
            },
            grid: [
              ...top,
              ...lines,
              ...blank(charts.length * CHART_ROWS + 2),
              ...sheetIndex(index, language),
              [],
              ...provenanceRows(provenance, closing.dataHash, language),
            ],
          },
          ageing(ages, table, language),
        ]
        const written = yield* assembly.finish(layOut, [table], propertiesOf(say("open"), provenance, closing.dataHash))
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })
    const writers: {
      readonly [K in keyof OpenRows]: (rows: ReadonlyArray<OpenRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      open: writeOpen,
      // Documents that cannot be read have a file of their own.
      quarantine: () => Effect.void,
    }
    const workbook: WorkbookWriter<OpenRows, OpenClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })
