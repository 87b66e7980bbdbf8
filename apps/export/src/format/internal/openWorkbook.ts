import * as CaseState from "@amili-cases/core/CaseState"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Effect } from "effect"
import * as Datasets from "../Datasets.ts"
import type { OpenRow } from "../Row.ts"
import { Totals } from "../Totals.ts"
import type { Closing, OpenCasesWorkbook, WorkbookOptions } from "../Workbook.ts"
import { ageing, bucketOf } from "./ageing.ts"
import * as assemble from "./assemble.ts"
import { CHART_ROWS, chartOf, breakBefore } from "./chart.ts"
import type { GridRow } from "./grid.ts"
import { noticesOf } from "./notices.ts"
import { propertiesOf, provenanceRows, warningRows } from "./provenanceRows.ts"
import { sheetIndex } from "./sheetIndex.ts"
import { blank, block, Grouped, SUMMARY_WIDTHS } from "./summary.ts"
import { TableSheet, type TableSpec } from "./TableSheet.ts"
import { word, type Word } from "./words.ts"

/** Summary, ageing and the rows. */
export const openWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const say = (name: Word) => word(name, language)
    const spec: TableSpec<OpenRow> = {
      title: say("open"),
      table: "OpenCases",
      columns: Datasets.open.columns.filter((column) => column.personal !== true || provenance.privacy !== "none"),
      empty: say("noRows"),
      tab: "2E75B6",
    }
    const assembly = yield* assemble.begin(path, options, [spec])
    const { shared } = assembly
    const table = new TableSheet(spec, shared, assembly.head(0))
    const totals = new Totals()
    const states = new Grouped()
    const ages = new Grouped()

    const write: OpenCasesWorkbook["write"] = (rows) =>
      Effect.suspend(() => {
        for (const row of rows) {
          totals.add(row.currency ?? "", row.remainingCapital)
          states.add(row.currency, row.state, row.remainingCapital)
          ages.add(row.currency, bucketOf(row.age), row.remainingCapital)
        }
        return table.write(rows)
      })

    const finish = (closing: Closing) =>
      Effect.gen(function* () {
        const top: Array<GridRow> = [
          [{ style: "title", value: say("open") }],
          [{ style: "note", value: CalendarDay.of(provenance.generatedAt) }],
          [],
          ...warningRows(closing.warnings ?? [], language),
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
        const layOut: Parameters<assemble.Assembly["finish"]>[0] = (index) => [
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
    return { write, finish }
  })
