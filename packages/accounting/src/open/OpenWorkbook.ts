/** Summary, ageing, the rows, and what cannot be read. */
import * as CaseState from "@amili-cases/core/CaseState"
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import type { Column, Language } from "@amili-cases/sheets/Column"
import { Totals } from "@amili-cases/sheets/Totals"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type { TableSpec } from "@amili-cases/sheets/xlsx/tableShape"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { OpenRow, QuarantineRow } from "../cases/Row.ts"
import * as Tables from "../cases/Tables.ts"
import { alerts } from "../workbook/alerts.ts"
import { arranged } from "../workbook/arranged.ts"
import { CHART_ROWS, chartOf } from "../workbook/chart.ts"
import { Grouped } from "../workbook/Grouped.ts"
import { lead, leadRows } from "../workbook/lead.ts"
import { Ordered } from "../workbook/Ordered.ts"
import { heading, propertiesOf, provenanceRows, warningRows } from "../workbook/provenanceRows.ts"
import { sheetIndex } from "../workbook/sheetIndex.ts"
import { blank, type Block, block, summaryShape } from "../workbook/summary.ts"
import { word, type Word } from "../workbook/words.ts"
import { ageing, bucketOf } from "./ageingSheet.ts"
import { movementSheet } from "./movement/movementSheet.ts"
import { trendSheet } from "./trend/trendSheet.ts"
import { measures } from "./measures.ts"
import type { OpenClosing, OpenRows } from "./OpenRows.ts"

const printed = [
  "case_id",
  "invoice_number",
  "reference",
  "creditor",
  "stage",
  "currency",
  "due_on",
  "age_days",
  "remaining_capital",
  "claimed_capital",
  "run",
]

/** Beside the API's word, which programs read. */
const stage = (language: Language): Column<OpenRow> => ({
  key: "stage",
  kind: "enum",
  header: { sv: "Skede", en: "Stage" },
  about: "The state in words",
  width: 27,
  value: ({ state }) => (state === undefined ? undefined : CaseState.describe(state, language)),
})

/** What a workbook of one creditor shows: its own movements. Ties and trend are of the whole run. */
const aboutCreditor = ({ movement, trend }: OpenClosing, creditor: WorkbookOptions["creditor"]) =>
  creditor === undefined
    ? { movement, trend }
    : {
        movement: movement && {
          ...movement,
          lines: movement.lines.filter(({ creditorId }) => creditorId === creditor.id),
          ties: [],
        },
        trend: undefined,
      }

export const openWorkbook = (path: string, options: WorkbookOptions) =>
  Effect.gen(function* () {
    const { language, provenance } = options
    const say = (name: Word) => word(name, language)
    const startedAt = DateTime.formatIso(provenance.generatedAt)
    const specOf = <R>(
      title: Word,
      table: string,
      columns: ReadonlyArray<Column<R>>,
      wanted: ReadonlyArray<string>,
      tab: string,
    ): TableSpec<R> => ({
      title: say(title),
      table,
      columns: arranged<R>(columns, wanted, provenance),
      empty: say("noRows"),
      tab,
      lead: leadRows(measures),
    })
    const specs = {
      open: specOf("open", "OpenCases", [...Tables.open.columns, stage(language)], printed, "2E75B6"),
      quarantine: specOf(
        "quarantine",
        "Quarantine",
        Tables.quarantine.columns,
        ["case_id", "problem", "detail", "invoice_number", "creditor", "currency", "remaining_capital", "run"],
        "FF0000",
      ),
    }
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
    const { shared } = assembly
    const table = new Ordered(new TableSheet<OpenRow>(specs.open, shared, assembly.head(0)), (row) => [
      row.creditor,
      row.dueOn,
      row.caseId,
    ])
    const unreadable = new TableSheet<QuarantineRow>(specs.quarantine, shared, assembly.head(1))
    const totals = new Totals()
    const states = new Grouped(measures.length)
    const ages = new Grouped(measures.length)
    const all = new Grouped(measures.length)
    const quarantined = new Grouped(measures.length)

    const writeOpen = (rows: ReadonlyArray<OpenRow>) =>
      Effect.suspend(() => {
        for (const { age, claimedCapital, currency, remainingCapital, state } of rows) {
          const amounts = [remainingCapital, claimedCapital]
          totals.add(currency ?? "", remainingCapital)
          states.add(currency, state, amounts)
          ages.add(currency, bucketOf(age), amounts)
          all.add(currency, "", amounts)
        }
        return table.write(rows)
      })

    const byState: Block = {
      title: "state",
      grouped: states,
      measures,
      counted: "rows",
      label: (state) => (state === "" ? say("none") : CaseState.describe(state, language)),
      rows: (state) => [{ table: table.sheet, says: [["state", state]] }],
    }

    const finish = (closing: OpenClosing) =>
      Effect.gen(function* () {
        yield* table.end
        const layOut: Parameters<Workbook.Assembly["finish"]>[0] = (index) => {
          const grid: Array<GridRow> = [
            ...heading(say("open"), options),
            ...alerts({ quarantined: quarantined.rows() }, language),
            ...warningRows(closing.warnings, language),
            [],
          ]
          const laid = block(byState, language, grid.length + 1)
          grid.push(...laid.rows, [])
          const { movement, trend } = aboutCreditor(closing, options.creditor)
          const laidOut = [
            say("summary"),
            say("ageing"),
            ...(movement === undefined ? [] : [say("movement")]),
            ...(trend === undefined ? [] : [say("trend")]),
          ]
          const listed = laidOut.map((name) => ({ name, rows: undefined }))
          grid.push(...sheetIndex([...listed, ...index], language), [])
          const pageBreaks = [grid.length + 1]
          const charts = chartOf(
            {
              at: grid.length + 2,
              block: laid,
              grouped: states,
              measures: measures.map(({ head }) => head),
              sheet: say("summary"),
              title: "state",
            },
            language,
          )
          grid.push(...blank(charts.length * CHART_ROWS + 1), ...provenanceRows(options, closing.dataHash))
          return [
            { shape: { ...summaryShape([laid], language), charts, pageBreaks }, grid },
            ageing(ages, table.sheet, language),
            ...(movement === undefined ? [] : [movementSheet(movement, language)]),
            ...(trend === undefined ? [] : [trendSheet(trend, startedAt, language)]),
          ]
        }
        const written = yield* assembly.finish(
          layOut,
          [table.sheet, unreadable],
          propertiesOf(say("open"), options, closing.dataHash),
          [
            lead(table.sheet, { task: "doOpen", totals: all, measures, isOrdered: table.isOrdered }, language),
            lead(unreadable, { task: "doQuarantine", totals: quarantined, measures, isOrdered: true }, language),
          ],
        )
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })
    const writers: {
      readonly [K in keyof OpenRows]: (rows: ReadonlyArray<OpenRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      open: writeOpen,
      quarantine: (rows) => {
        for (const row of rows) quarantined.add(row.currency, "", [row.remainingCapital, row.claimedCapital])
        return unreadable.write(rows)
      },
    }
    const workbook: WorkbookWriter<OpenRows, OpenClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })
