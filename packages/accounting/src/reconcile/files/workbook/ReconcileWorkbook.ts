/** The month on one sheet; what waits, by age; what does not agree; then every case, line, payout and bank row. */
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import { Totals } from "@amili-cases/sheets/Totals"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import * as Effect from "effect/Effect"
import { Grouped } from "../../../workbook/Grouped.ts"
import { propertiesOf } from "../../../workbook/provenanceRows.ts"
import { amountOf, waitingOf, waits } from "../../stand/amounts.ts"
import type { ReconcileClosing, ReconcileRows } from "../ReconcileRows.ts"
import { firstSheet } from "./firstSheet.ts"
import { make, specsOf } from "./sheets.ts"
import { word } from "./words.ts"

export const reconcileWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language } = options
    const specs = specsOf(options)
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
    const { shared } = assembly
    const sheets = make(specs, assembly)
    const totals = new Totals()
    const grouped = { states: new Grouped(1), ages: new Grouped(1), residual: new Grouped(1) }

    const writers: {
      readonly [K in keyof ReconcileRows]: (rows: ReadonlyArray<ReconcileRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      cases: (rows) =>
        Effect.suspend(() => {
          for (const row of rows) {
            totals.add(row.currency ?? "", amountOf(row))
            grouped.states.add(row.currency, row.state, [amountOf(row)])
            if (row.bucket !== undefined) grouped.ages.add(row.currency, row.bucket, [waitingOf(row)])
            if (row.residual !== undefined) grouped.residual.add(row.currency, "", [row.residual])
          }
          return Effect.zipRight(sheets.waiting.write(rows.filter(waits)), sheets.cases.write(rows))
        }),
      lines: sheets.lines.write,
      payouts: sheets.payouts.write,
      bank: sheets.bank.write,
      differences: sheets.differences.write,
    }

    const finish = ({ dataHash, summary }: ReconcileClosing) =>
      Effect.gen(function* () {
        const all = Object.values(sheets)
        for (const sheet of all) yield* sheet.end
        const currencies = [...new Set([...summary.currencies, ...grouped.states.currencies()])]
        const written = yield* assembly.finish(
          (index) => [firstSheet({ summary: { ...summary, currencies }, dataHash, index, grouped, sheets }, options)],
          all.map(({ table }) => table),
          propertiesOf(`${word("reconciliation", language)} ${summary.month}`, options, dataHash),
          all.map((sheet) => sheet.lead(language)),
        )
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })

    const workbook: WorkbookWriter<ReconcileRows, ReconcileClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })
