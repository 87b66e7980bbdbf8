/** Vouchers for a person: what they come to, each transaction, the sums per account, and what has to be decided. */
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
import { arranged } from "../../workbook/arranged.ts"
import { heading, propertiesOf, provenanceRows } from "../../workbook/provenanceRows.ts"
import { sheetIndex } from "../../workbook/sheetIndex.ts"
import type { VouchersRows } from "./rows.ts"
import * as Tables from "./Tables.ts"
import { word } from "./words.ts"

export interface VouchersClosing {
  /** SHA-256 over the vouchers, as in the manifest. */
  readonly dataHash: string
  readonly vouchers: number
}

export const vouchersWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const isDraft = provenance.serial === undefined
    const say = (name: Parameters<typeof word>[0]) => word(name, language)
    const title = say(isDraft ? "drafts" : "vouchers")
    const specOf = <R>(name: string, table: string, of: Table<R>, tab: string): TableSpec<R> => {
      const columns = of.columns.filter(({ key }) => isDraft || key !== "decision")
      const printed = columns.flatMap(({ key, technical }) => (technical === true ? [] : [key]))
      return { title: name, table, columns: arranged(columns, printed, provenance), empty: say("noRows"), tab }
    }
    const specs = {
      questions: specOf(say("questions"), "Questions", Tables.questions, "C00000"),
      postings: specOf(title, "Vouchers", Tables.postings, "2E75B6"),
      accounts: specOf(say("accounts"), "Accounts", Tables.accounts, "548235"),
    }
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
    const { head, shared } = assembly
    const sheets = {
      questions: new TableSheet(specs.questions, shared, head(0)),
      postings: new TableSheet(specs.postings, shared, head(1)),
      accounts: new TableSheet(specs.accounts, shared, head(2)),
    }
    const totals = new Totals()
    const debits = new Map<string, bigint>()
    let questions = 0

    const writers: {
      readonly [K in keyof VouchersRows]: (rows: ReadonlyArray<VouchersRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      postings: (rows) =>
        Effect.suspend(() => {
          for (const { amount, currency } of rows) {
            totals.add(currency, amount)
            if (amount > 0n) debits.set(currency, (debits.get(currency) ?? 0n) + amount)
          }
          return sheets.postings.write(rows)
        }),
      accounts: sheets.accounts.write,
      questions: (rows) => {
        questions += rows.length
        return sheets.questions.write(rows)
      },
    }

    const finish = ({ dataHash, vouchers }: VouchersClosing) =>
      Effect.gen(function* () {
        const written = yield* assembly.finish(
          (index) => {
            const grid: Array<GridRow> = [
              ...heading(title, options),
              [{ style: "wrapped", value: say(isDraft ? "howDrafts" : "howVouchers") }],
              [],
              [
                { style: "text", value: say("count") },
                { style: "integer", value: vouchers },
              ],
              ...(isDraft
                ? [[{ style: "text", value: say("open") } as const, { style: "integer", value: questions } as const]]
                : []),
              ...[...debits].map(([currency, amount]): GridRow => [
                { style: "text", value: `${say("sum")}, ${currency}` },
                { style: "money", value: amount },
              ]),
              [],
              ...sheetIndex([{ name: say("summary"), rows: undefined }, ...index], language),
              [],
              ...provenanceRows(options, dataHash),
            ]
            return [{ shape: { name: say("summary"), widths: [60, 28, 16], frozen: 0 }, grid }]
          },
          Object.values(sheets),
          propertiesOf(title, options, dataHash),
        )
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })

    const workbook: WorkbookWriter<VouchersRows, VouchersClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })
