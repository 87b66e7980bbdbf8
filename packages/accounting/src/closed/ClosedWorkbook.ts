import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Column, Table } from "@amili-cases/sheets/Column"
import { problems, unknownReason } from "../cases/Details.ts"
import type { Edition } from "../cases/Edition.ts"
import * as Tables from "../cases/Tables.ts"
import type { ClosedRow, CorrectionRow, QuarantineRow } from "../cases/Row.ts"
import { Totals } from "@amili-cases/sheets/Totals"
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import type { ClosedClosing, ClosedRows } from "./ClosedRows.ts"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import { CHART_ROWS, chartOf, breakBefore } from "../workbook/chart.ts"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import { completenessRows, propertiesOf, provenanceRows } from "../workbook/provenanceRows.ts"
import { sheetIndex } from "../workbook/sheetIndex.ts"
import { blank, block, Grouped, type Source, SUMMARY_WIDTHS } from "../workbook/summary.ts"
import { TableSheet, type TableSpec } from "@amili-cases/sheets/xlsx/TableSheet"
import { word, type Word } from "../workbook/words.ts"

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
export const closedWorkbook = (edition: Edition) => (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const say = (name: Word) => word(name, language)
    const specOf = <R>(title: Word, table: string, dataset: Table<R>, tab: string): TableSpec<R> => ({
      title: say(title),
      table,
      columns: dataset.columns.filter((column: Column<R>) => column.personal !== true || provenance.privacy !== "none"),
      empty: say("noRows"),
      tab,
    })
    const specs = {
      paid: specOf("paid", "Paid", Tables.closed, "548235"),
      losses: specOf("losses", "Losses", Tables.closed, "C00000"),
      toDecide: specOf("toDecide", "ToDecide", Tables.closed, "BF8F00"),
      other: specOf("other", "OtherClosings", Tables.closed, "7F7F7F"),
      corrections: specOf("corrections", "Corrections", Tables.correctionsOf(edition), "7030A0"),
      quarantine: specOf("quarantine", "Quarantine", Tables.quarantine, "FF0000"),
    }
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
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

    const writeClosed = (rows: ReadonlyArray<ClosedRow>) =>
      Effect.suspend(() => {
        const sorted: Record<Home, Array<ClosedRow>> = { paid: [], losses: [], toDecide: [], other: [] }
        const unclassified: Array<QuarantineRow> = []
        for (const row of rows) {
          totals.add(row.currency ?? "", row.remainingCapital)
          classes.add(row.currency, row.settlementClass, row.remainingCapital)
          reasons.add(row.currency, row.reason, row.remainingCapital)
          const home = homeOf(row.settlementClass)
          // Those without a class are in the quarantine, whose rows come by themselves.
          if (home !== "quarantine") sorted[home].push(row)
          else if (edition === 1)
            unclassified.push({ ...row, problem: "unclassified", detail: unknownReason(row.reason) })
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

    const finish = (closing: ClosedClosing) =>
      Effect.gen(function* () {
        const summary: Array<GridRow> = [
          [{ style: "title", value: say("closed") }],
          [{ style: "note", value: CalendarDay.of(provenance.generatedAt) }],
          [],
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
        const layOut: Parameters<Workbook.Assembly["finish"]>[0] = (index) => [
          {
            shape: { name: say("summary"), widths: SUMMARY_WIDTHS, frozen: 0, charts, pageBreak },
            grid: [
              ...summary,
              ...sheetIndex(index, language),
              [],
              ...completenessRows(closing.completeness, provenance.floor, language),
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
    const writers: {
      readonly [K in keyof ClosedRows]: (rows: ReadonlyArray<ClosedRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      closed: writeClosed,
      corrections: corrections.write,
      quarantine: (rows) =>
        quarantine.write(edition === 1 ? rows.filter((row) => row.problem !== "unclassified") : rows),
    }
    const workbook: WorkbookWriter<ClosedRows, ClosedClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })

/** A paid case with capital left is matched like the others, and a person decides on the rest: it is on two sheets. */
const hasResidual = (row: ClosedRow): boolean =>
  row.settlementClass === "payout_with_residual" && row.remainingCapital !== 0n

const NOWHERE: Source = { currency: [], group: [], amount: [] }
