/** Summary, a sheet for each thing accounting does next, corrections and quarantine. */
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import { Totals } from "@amili-cases/sheets/Totals"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import type { ClosedRow, CorrectionRow, QuarantineRow } from "../../cases/Row.ts"
import { Grouped } from "../../workbook/Grouped.ts"
import { lead } from "../../workbook/lead.ts"
import { Ordered } from "../../workbook/Ordered.ts"
import { propertiesOf } from "../../workbook/provenanceRows.ts"
import { word, type Word } from "../../workbook/words.ts"
import type { ClosedClosing, ClosedRows } from "../ClosedRows.ts"
import {
  correctionMeasures,
  hasCapitalLeft,
  type Home,
  homeOf,
  measures,
  quarantineMeasures,
  specsOf,
} from "./sheets.ts"
import { byClass, byCreditor, byReason, summary } from "./summary.ts"

type Ordering = { readonly [K in "caseId" | "closedOn" | "creditor"]?: ClosedRow[K] | undefined }

export const closedWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language } = options
    const specs = specsOf(options)
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
    const { shared } = assembly
    const byCreditorAndDay = (row: Ordering) => [row.creditor, row.closedOn, row.caseId]
    const homeAt = (home: Home, index: number) =>
      new Ordered<ClosedRow>(new TableSheet<ClosedRow>(specs[home], shared, assembly.head(index)), byCreditorAndDay)
    const homes: Readonly<Record<Home, Ordered<ClosedRow>>> = {
      paid: homeAt("paid", 0),
      losses: homeAt("losses", 1),
      toDecide: homeAt("toDecide", 2),
      other: homeAt("other", 3),
    }
    const corrections = new Ordered(
      new TableSheet<CorrectionRow>(specs.corrections, shared, assembly.head(4)),
      byCreditorAndDay,
    )
    const quarantine = new Ordered(
      new TableSheet<QuarantineRow>(specs.quarantine, shared, assembly.head(5)),
      byCreditorAndDay,
    )
    const totals = new Totals()
    const classes = new Grouped(2)
    const reasons = new Grouped(2)
    const creditors = new Grouped(2)
    const names = new Map<string, string>()
    const sums = {
      paid: new Grouped(3),
      losses: new Grouped(3),
      toDecide: new Grouped(3),
      other: new Grouped(3),
      corrections: new Grouped(1),
      quarantine: new Grouped(1),
    }
    const capitalLeft = { rows: 0 }

    const writeClosed = (rows: ReadonlyArray<ClosedRow>) =>
      Effect.suspend(() => {
        const sorted: Record<Home, Array<ClosedRow>> = { paid: [], losses: [], toDecide: [], other: [] }
        for (const row of rows) {
          const { claimedCapital: claimed, creditor, creditorId = "", currency, remainingCapital: remaining } = row
          const reduced = claimed === undefined || remaining === undefined ? undefined : claimed - remaining
          totals.add(currency ?? "", remaining)
          classes.add(currency, row.settlementClass, [claimed, remaining])
          reasons.add(currency, row.reason, [claimed, remaining])
          creditors.add(currency, creditorId, [claimed, remaining])
          if (creditor !== undefined) names.set(creditorId, creditor)
          const home = homeOf(row.settlementClass)
          const put = (on: Home) => {
            sorted[on].push(row)
            sums[on].add(currency, "", [claimed, reduced, remaining])
          }
          // Those without a class are in the quarantine, whose rows come by themselves.
          if (home !== "quarantine") put(home)
          if (hasCapitalLeft(row)) {
            put("toDecide")
            capitalLeft.rows++
          }
        }
        return Effect.all([
          homes.paid.write(sorted.paid),
          homes.losses.write(sorted.losses),
          homes.toDecide.write(sorted.toDecide),
          homes.other.write(sorted.other),
        ])
      })

    const writeCorrections = (rows: ReadonlyArray<CorrectionRow>) => {
      const [difference] = specs.corrections.columns.flatMap((column) =>
        column.kind === "money" && column.key === "difference" ? [column.value] : [],
      )
      for (const row of rows) sums.corrections.add(row.currency, "", [difference?.(row)])
      return corrections.write(rows)
    }

    const writeQuarantine = (rows: ReadonlyArray<QuarantineRow>) => {
      for (const row of rows) sums.quarantine.add(row.currency, "", [row.remainingCapital])
      return quarantine.write(rows)
    }

    const finish = (closing: ClosedClosing) =>
      Effect.gen(function* () {
        const all = [homes.paid, homes.losses, homes.toDecide, homes.other, corrections, quarantine] as const
        for (const { end } of all) yield* end
        const tables = {
          paid: homes.paid.sheet,
          losses: homes.losses.sheet,
          toDecide: homes.toDecide.sheet,
          other: homes.other.sheet,
          quarantine: quarantine.sheet,
        }
        const above = <R>({ isOrdered, sheet }: Ordered<R>, task: Word, of: Grouped, measured = measures) =>
          lead(sheet, { isOrdered, task, totals: of, measures: measured }, language)
        const written = yield* assembly.finish(
          (index) =>
            summary(
              {
                index,
                classes: byClass(classes, tables, language),
                reasons: byReason(reasons, tables, language),
                creditors: byCreditor(creditors, names, tables, language),
                corrections: sums.corrections.rows(),
                quarantined: sums.quarantine.rows(),
                capitalLeft: capitalLeft.rows,
                closing,
              },
              options,
            ),
          [...Object.values(homes).map(({ sheet }) => sheet), corrections.sheet, quarantine.sheet],
          propertiesOf(word("closed", language), options, closing.dataHash),
          [
            above(homes.paid, "doPaid", sums.paid),
            above(homes.losses, "doLosses", sums.losses),
            above(homes.toDecide, "doDecide", sums.toDecide),
            above(homes.other, "doOther", sums.other),
            above(corrections, "doCorrections", sums.corrections, correctionMeasures),
            above(quarantine, "doQuarantine", sums.quarantine, quarantineMeasures),
          ],
        )
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })
    const writers: {
      readonly [K in keyof ClosedRows]: (rows: ReadonlyArray<ClosedRows[K]>) => Effect.Effect<unknown, WriteFailed>
    } = { closed: writeClosed, corrections: writeCorrections, quarantine: writeQuarantine }
    const workbook: WorkbookWriter<ClosedRows, ClosedClosing> = {
      write: (table, rows) => Effect.asVoid(writers[table](rows)),
      finish,
    }
    return workbook
  })
