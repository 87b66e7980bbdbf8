/** Summary, the events of lines, the events of payouts, and what needs a person. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as FinanceCategory from "@amili-cases/core/FinanceCategory"
import type { WorkbookOptions, WorkbookWriter } from "@amili-cases/export-engine/dataset/Output"
import type { Table } from "@amili-cases/sheets/Column"
import { Totals } from "@amili-cases/sheets/Totals"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { noticesOf } from "@amili-cases/sheets/xlsx/notices"
import { TableSheet, type TableSpec } from "@amili-cases/sheets/xlsx/TableSheet"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { propertiesOf, provenanceRows } from "../../workbook/provenanceRows.ts"
import { sheetIndex } from "../../workbook/sheetIndex.ts"
import { block, Grouped, SUMMARY_WIDTHS } from "../../workbook/summary.ts"
import { word, type Word } from "../../workbook/words.ts"
import { LineKind } from "../events/LineEvent.ts"
import type { PayoutsClosing, PayoutsRows } from "./PayoutsRows.ts"
import type { LineRow, PayoutRow, QuarantineRow } from "./rows.ts"
import * as Tables from "./Tables.ts"
import { kinds, meanings } from "./words.ts"

const isKind = Schema.is(LineKind)

/** Events that change what lines are worth, and those that change what has been paid out; some do both. */
const booking: ReadonlySet<LineKind> = new Set(["new", "changed", "gone", "found_again"])
const paying: ReadonlySet<LineKind> = new Set(["scheduled", "paid_out", "reversed", "changed", "gone"])

export const payoutsWorkbook = (path: string, options: WorkbookOptions) =>
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
      lines: specOf("events", "Events", Tables.lines, "2E75B6"),
      payouts: specOf("payouts", "Payouts", Tables.payouts, "548235"),
      quarantine: specOf("quarantine", "Quarantine", Tables.quarantine, "FF0000"),
    }
    const assembly = yield* Workbook.begin(path, options, Object.values(specs))
    const { shared } = assembly
    const lines = new TableSheet<LineRow>(specs.lines, shared, assembly.head(0))
    const payouts = new TableSheet<PayoutRow>(specs.payouts, shared, assembly.head(1))
    const quarantine = new TableSheet<QuarantineRow>(specs.quarantine, shared, assembly.head(2))
    const totals = new Totals()
    const grouped = { booked: new Grouped(), paid: new Grouped(), category: new Grouped(), payout: new Grouped() }

    const writeLines = (rows: ReadonlyArray<LineRow>) =>
      Effect.suspend(() => {
        for (const { category, currency, kind, paidOut, payoutId, toBook } of rows) {
          totals.add(currency ?? "", toBook)
          if (booking.has(kind)) grouped.booked.add(currency, kinds[kind][language], toBook)
          if (paying.has(kind)) grouped.paid.add(currency, kinds[kind][language], paidOut)
          grouped.category.add(currency, category, toBook)
          if (payoutId !== undefined) grouped.payout.add(currency, payoutId, paidOut)
        }
        return lines.write(rows)
      })

    const source = (group: string, amount: string) => () => ({
      currency: lines.ranges("currency"),
      group: lines.ranges(group),
      amount: lines.ranges(amount),
    })
    const meaningOf = (said: string) => {
      const kind = Object.keys(kinds).find((key) => isKind(key) && kinds[key][language] === said)
      return isKind(kind) ? meanings[kind][language] : ""
    }

    const finish = (closing: PayoutsClosing) =>
      Effect.gen(function* () {
        const summary: Array<GridRow> = [
          [{ style: "title", value: say("payouts") }],
          [{ style: "note", value: CalendarDay.of(provenance.generatedAt) }],
          [],
        ]
        const add = (about: Omit<Parameters<typeof block>[0], "heads">, amount: Word) =>
          summary.push(...block({ ...about, heads: { rows: "rowsOnSheet", amount } }, language, summary.length + 1), [])
        const byEvent = { title: "event", describe: meaningOf } as const
        add({ ...byEvent, grouped: grouped.booked, source: source("event", "to_book") }, "toBook")
        add({ ...byEvent, grouped: grouped.paid, source: source("event", "paid_out") }, "paidOut")
        add(
          {
            title: "category",
            grouped: grouped.category,
            source: source("category", "to_book"),
            describe: (category) => FinanceCategory.describe(category, language),
          },
          "toBook",
        )
        add(
          {
            title: "payout",
            grouped: grouped.payout,
            source: source("payout_id", "paid_out"),
            describe: (id) => labels.get(id) ?? "",
          },
          "paidOut",
        )
        const layOut: Parameters<Workbook.Assembly["finish"]>[0] = (index) => [
          {
            shape: { name: say("summary"), widths: SUMMARY_WIDTHS, frozen: 0 },
            grid: [
              ...summary,
              ...sheetIndex(index, language),
              [],
              ...provenanceRows(provenance, closing.dataHash, language),
            ],
          },
        ]
        const properties = propertiesOf(say("payouts"), provenance, closing.dataHash)
        const written = yield* assembly.finish(layOut, [lines, payouts, quarantine], properties)
        const rows = totals.keys().reduce((sum, key) => sum + totals.get(key).rows, 0)
        return { path, rows, ...written, sums: totals.minor(), notices: noticesOf(shared.counts) }
      })

    /** What a person knows each payout by. */
    const labels = new Map<string, string>()
    const label = ({ payoutId, payoutOn, payoutReference }: LineRow | PayoutRow) => {
      if (payoutId !== undefined && payoutOn !== undefined)
        labels.set(payoutId, [payoutOn, payoutReference ?? ""].join(" ").trim())
    }
    const writers: {
      readonly [K in keyof PayoutsRows]: (rows: ReadonlyArray<PayoutsRows[K]>) => Effect.Effect<void, WriteFailed>
    } = {
      lines: (rows) => {
        rows.forEach(label)
        return writeLines(rows)
      },
      payouts: (rows) => {
        rows.forEach(label)
        return payouts.write(rows)
      },
      quarantine: (rows) => quarantine.write(rows),
    }
    const workbook: WorkbookWriter<PayoutsRows, PayoutsClosing> = {
      write: (table, rows) => writers[table](rows),
      finish,
    }
    return workbook
  })
