/** The month on one sheet; what waits, by age; what does not agree; then every case, line, payout and bank row. */
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import type { Table } from "@amili-cases/sheets/Column"
import { Totals } from "@amili-cases/sheets/Totals"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import { TableSheet, type TableSpec } from "@amili-cases/sheets/xlsx/TableSheet"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import * as Effect from "effect/Effect"
import { propertiesOf, provenanceRows } from "../../../workbook/provenanceRows.ts"
import { sheetIndex } from "../../../workbook/sheetIndex.ts"
import { amountOf, waitingOf, waits } from "../../stand/amounts.ts"
import type { BankTransfer, Difference, PaidCase, StandLine, StandPayout } from "../../stand/rows.ts"
import { AgeBucket, CaseState } from "../../stand/states.ts"
import type { ReconcileClosing, ReconcileRows } from "../ReconcileRows.ts"
import { bank } from "../tables/bank.ts"
import { cases, waiting } from "../tables/cases.ts"
import { differences } from "../tables/differences.ts"
import { lines } from "../tables/lines.ts"
import { payouts } from "../tables/payouts.ts"
import { buckets, caseMeanings, caseStates } from "../words/states.ts"
import * as blocks from "./blocks.ts"
import { widths } from "./layout.ts"
import { residual as residualBlock, sums } from "./sums.ts"
import { Tally } from "./Tally.ts"
import * as WaitingRows from "./WaitingRows.ts"
import { word, type Word } from "./words.ts"

export const reconcileWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const say = (name: Word) => word(name, language)
    const specOf = <R>(title: Word, table: string, { columns }: Table<R>, tab: string): TableSpec<R> => ({
      title: say(title),
      table,
      columns,
      empty: say("noRows"),
      tab,
    })
    const specs = {
      waiting: specOf("toReconcile", "ToReconcile", waiting, "BF8F00"),
      differences: specOf("differences", "Differences", differences, "C00000"),
      cases: specOf("paidCases", "PaidCases", cases, "548235"),
      lines: specOf("lines", "Specifications", lines, "2E75B6"),
      payouts: specOf("payouts", "Payouts", payouts, "2E75B6"),
      bank: specOf("bank", "Bank", bank, "7F7F7F"),
    }
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
    const { shared } = assembly
    const sheets = {
      waiting: new TableSheet<PaidCase>(specs.waiting, shared, assembly.head(0)),
      differences: new TableSheet<Difference>(specs.differences, shared, assembly.head(1)),
      cases: new TableSheet<PaidCase>(specs.cases, shared, assembly.head(2)),
      lines: new TableSheet<StandLine>(specs.lines, shared, assembly.head(3)),
      payouts: new TableSheet<StandPayout>(specs.payouts, shared, assembly.head(4)),
      bank: new TableSheet<BankTransfer>(specs.bank, shared, assembly.head(5)),
    }
    const waitingRows = yield* WaitingRows.make(path)
    const totals = new Totals()
    const states = new Tally()
    const ages = new Tally()
    const residual = new Tally()

    const writers: {
      readonly [K in keyof ReconcileRows]: (rows: ReadonlyArray<ReconcileRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      cases: (rows) =>
        Effect.suspend(() => {
          for (const row of rows) {
            totals.add(row.currency ?? "", amountOf(row))
            states.add(row.state, row, amountOf(row))
            if (row.bucket !== undefined) ages.add(row.bucket, row, waitingOf(row))
            if (row.residual !== undefined) residual.add("", row, row.residual)
          }
          return Effect.zipRight(waitingRows.add(rows.filter(waits)), sheets.cases.write(rows))
        }),
      lines: sheets.lines.write,
      payouts: sheets.payouts.write,
      bank: sheets.bank.write,
      differences: sheets.differences.write,
    }

    const finish = ({ dataHash, summary }: ReconcileClosing) =>
      Effect.gen(function* () {
        yield* waitingRows.each(sheets.waiting.write)
        const currencies = [...new Set([...summary.currencies, ...states.currencies(), ...ages.currencies()])]
        const shown = { ...summary, currencies }
        const first: Array<GridRow> = [...blocks.head(shown, language)]
        const add = (of: (at: number) => ReadonlyArray<GridRow>) => first.push(...of(first.length + 1), [])
        const source = (sheet: TableSheet<PaidCase>, group: string, amount: string) => ({
          group: sheet.ranges(group),
          currency: sheet.ranges("currency"),
          amount: sheet.ranges(amount),
        })
        add((at) => blocks.controls(shown, language, at))
        add((at) =>
          sums(
            {
              title: "states",
              count: "cases",
              tally: states,
              groups: CaseState.literals.map((key) => ({
                key,
                label: caseStates[key][language],
                meaning: caseMeanings[key][language],
              })),
              ...source(sheets.cases, "state", "amount"),
            },
            currencies,
            language,
            at,
          ),
        )
        add((at) =>
          sums(
            {
              title: "ageing",
              count: "cases",
              tally: ages,
              groups: AgeBucket.literals.map((key) => ({ key, label: buckets[key][language] })),
              ...source(sheets.waiting, "age", "waiting"),
            },
            currencies,
            language,
            at,
          ),
        )
        add((at) => blocks.movements(shown, language, at))
        add(() => residualBlock(residual, source(sheets.cases, "state", "residual"), currencies, language))
        first.push(...blocks.decisions(summary, language))
        first.push(...blocks.bankFiles(summary, language), [])
        const layOut: Parameters<Workbook.Assembly["finish"]>[0] = (index) => [
          {
            shape: { name: say("reconciliation"), widths: widths(currencies), frozen: 0 },
            grid: [
              ...first,
              ...sheetIndex(index, language),
              [],
              ...provenanceRows(provenance, dataHash, language),
              ...blocks.standRows(summary, language),
            ],
          },
        ]
        const properties = propertiesOf(`${say("reconciliation")} ${summary.month}`, provenance, dataHash)
        const written = yield* assembly.finish(layOut, Object.values(sheets), properties)
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })

    const workbook: WorkbookWriter<ReconcileRows, ReconcileClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })
