import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { Effect, Schema } from "effect"
import type { Column, Dataset } from "../Column.ts"
import { problems, unknownReason } from "../Details.ts"
import * as Datasets from "../Datasets.ts"
import type { ClosedRow, CorrectionRow, QuarantineRow } from "../Row.ts"
import { Totals } from "../Totals.ts"
import type { ClosedCasesWorkbook, Closing, WorkbookOptions } from "../Workbook.ts"
import * as assemble from "./assemble.ts"
import { CHART_ROWS, chartOf, breakBefore } from "./chart.ts"
import type { GridRow } from "./grid.ts"
import { noticesOf } from "./notices.ts"
import { completenessRows, propertiesOf, provenanceRows, warningRows } from "./provenanceRows.ts"
import { sheetIndex } from "./sheetIndex.ts"
import { blank, block, Grouped, type Source, SUMMARY_WIDTHS } from "./summary.ts"
import { TableSheet, type TableSpec } from "./TableSheet.ts"
import { word, type Word } from "./words.ts"

/** The sheet on which the rows of a class are counted. */
const HOME = {
  payout_expected: "paid",
  payout_with_residual: "paid",
  paid_direct: "paid",
  loss: "losses",
  loss_to_confirm: "toDecide",
  credit_or_cancel: "other",
  returned: "other",
  moved: "other",
  unclassified: "quarantine",
} as const satisfies Record<SettlementClass.SettlementClass, Word>

type Home = Exclude<(typeof HOME)[keyof typeof HOME], "quarantine">

const isClass = Schema.is(SettlementClass.SettlementClass)
const homeOf = (settlementClass: string) => (isClass(settlementClass) ? HOME[settlementClass] : "quarantine")

/** Summary, a sheet for each thing accounting does next, corrections and quarantine. */
export const closedWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const say = (name: Word) => word(name, language)
    const specOf = <R>(title: Word, table: string, dataset: Dataset<R>, tab: string): TableSpec<R> => ({
      title: say(title),
      table,
      columns: dataset.columns.filter((column: Column<R>) => column.personal !== true || provenance.privacy !== "none"),
      empty: say("noRows"),
      tab,
    })
    const specs = {
      paid: specOf("paid", "Paid", Datasets.closed, "548235"),
      losses: specOf("losses", "Losses", Datasets.closed, "C00000"),
      toDecide: specOf("toDecide", "ToDecide", Datasets.closed, "BF8F00"),
      other: specOf("other", "OtherClosings", Datasets.closed, "7F7F7F"),
      corrections: specOf("corrections", "Corrections", Datasets.corrections, "7030A0"),
      quarantine: specOf("quarantine", "Quarantine", Datasets.quarantine, "FF0000"),
    }
    const assembly = yield* assemble.begin(path, options, Object.values(specs))
    const { shared } = assembly
    const homes: Readonly<Record<Home, TableSheet<ClosedRow>>> = {
      paid: new TableSheet(specs.paid, shared, assembly.head(0)),
      losses: new TableSheet(specs.losses, shared, assembly.head(1)),
      toDecide: new TableSheet(specs.toDecide, shared, assembly.head(2)),
      other: new TableSheet(specs.other, shared, assembly.head(3)),
    }
    const corrections = new TableSheet<CorrectionRow>(specs.corrections, shared, assembly.head(4))
    const quarantine = new TableSheet<QuarantineRow>(specs.quarantine, shared, assembly.head(5))
    const totals = new Totals()
    const classes = new Grouped()
    const reasons = new Grouped()

    const write: ClosedCasesWorkbook["write"] = (rows) =>
      Effect.suspend(() => {
        const sorted: Record<Home, Array<ClosedRow>> = { paid: [], losses: [], toDecide: [], other: [] }
        const unclassified: Array<QuarantineRow> = []
        for (const row of rows) {
          totals.add(row.currency ?? "", row.remainingCapital)
          classes.add(row.currency, row.settlementClass, row.remainingCapital)
          reasons.add(row.currency, row.reason, row.remainingCapital)
          const home = homeOf(row.settlementClass)
          if (home === "quarantine")
            unclassified.push({ ...row, problem: "unclassified", detail: unknownReason(row.reason) })
          else sorted[home].push(row)
          if (hasResidual(row)) sorted.toDecide.push(row)
        }
        return Effect.gen(function* () {
          yield* homes.paid.write(sorted.paid)
          yield* homes.losses.write(sorted.losses)
          yield* homes.toDecide.write(sorted.toDecide)
          yield* homes.other.write(sorted.other)
          yield* quarantine.write(unclassified)
        })
      })

    const sourceOf = (table: Pick<TableSheet<never>, "ranges">, key: string): Source => ({
      currency: table.ranges("currency"),
      group: table.ranges(key),
      amount: table.ranges("remaining_capital"),
    })

    const finish = (closing: Closing) =>
      Effect.gen(function* () {
        const summary: Array<GridRow> = [
          [{ style: "title", value: say("closed") }],
          [{ style: "note", value: CalendarDay.of(provenance.generatedAt) }],
          [],
          ...warningRows(closing.warnings ?? [], language),
        ]
        const byClass = {
          title: "settlementClass",
          grouped: classes,
          source: (group: string) => {
            const home = homeOf(group)
            return home === "quarantine"
              ? { ...sourceOf(quarantine, "problem"), called: problems.unclassified[language] }
              : sourceOf(homes[home], "settlement_class")
          },
          describe: (group: string) => (isClass(group) ? SettlementClass.describe(group, language) : ""),
        } as const
        summary.push(...block(byClass, language, summary.length + 1), [])
        const byReason = {
          title: "reason",
          grouped: reasons,
          source: () => NOWHERE,
          describe: (group: string) => CloseReason.describe(group, language),
        } as const
        const first = summary.length + 2
        summary.push(...block(byReason, language, summary.length + 1))
        const entries = reasons.entries()
        const at = summary.length + 2
        const charts = chartOf({ entries, sheet: say("summary"), title: "reason", first, at }, language)
        summary.push(...blank(charts.length * CHART_ROWS + 2))
        const pageBreak = breakBefore(at)
        const layOut: Parameters<assemble.Assembly["finish"]>[0] = (index) => [
          {
            shape: { name: say("summary"), widths: SUMMARY_WIDTHS, frozen: 0, charts, pageBreak },
            grid: [
              ...summary,
              ...sheetIndex(index, language),
              [],
              ...completenessRows(closing.completeness, language),
              ...provenanceRows(provenance, closing.dataHash, language),
            ],
          },
        ]
        const written = yield* assembly.finish(
          layOut,
          [...Object.values(homes), corrections, quarantine],
          propertiesOf(say("closed"), provenance, closing.dataHash),
        )
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })
    return { write, corrections: corrections.write, quarantine: quarantine.write, finish }
  })

/** A paid case with capital left is matched like the others, and a person decides on the rest: it is on two sheets. */
const hasResidual = (row: ClosedRow): boolean =>
  row.settlementClass === "payout_with_residual" && row.remainingCapital !== 0n

const NOWHERE: Source = { currency: [], group: [], amount: [] }
