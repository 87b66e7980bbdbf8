/** The columns of payouts and of the lines that they are made of. */
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import type { Payout } from "@amili-cases/core/Payout"
import type { PayoutSpecification } from "@amili-cases/core/PayoutSpecification"
import type * as BigDecimal from "effect/BigDecimal"
import type * as DateTime from "effect/DateTime"

const day = (instant: DateTime.Utc | undefined) => instant && CalendarDay.of(instant)
const amount = (value: BigDecimal.BigDecimal | undefined) => value && Money.format(value)

/** Columns are added at the end: scripts cut lines by position. */
const payout = Rows.column<Payout>()
export const payouts: ReadonlyArray<Rows.Column<Payout>> = [
  payout("id", (row) => row.id),
  payout("date", (row) => day(row.payoutDate)),
  payout("reference", (row) => row.payoutReference, { least: 10, keep: "end" }),
  payout("amount", (row) => amount(row.amount), { align: "right", amounts: true, rank: 2 }),
  payout("vat", (row) => amount(row.vatAmount), { align: "right", amounts: true, rank: 3 }),
  payout("total", (row) => amount(row.totalAmount), { align: "right", amounts: true }),
  payout("currency", (row) => row.currency, { header: "CUR" }),
  payout("status", (row) => row.status, { rank: 4 }),
  payout("creditor", (row) => row.creditorName ?? row.creditorId, { least: 10, rank: 5 }),
  // Payouts of one day and reference differ by it.
  payout("category", (row) => row.financeCategory, { rank: 1 }),
]

const line = Rows.column<PayoutSpecification>()
export const lines: ReadonlyArray<Rows.Column<PayoutSpecification>> = [
  line("invoice", (row) => row.invoiceNumber, { least: 10, keep: "end" }),
  line("category", (row) => row.financeCategory, { rank: 2 }),
  line("article", (row) => row.article, { rank: 3 }),
  line("booked", (row) => day(row.bookingDate), { rank: 6 }),
  line("amount", (row) => amount(row.amount), { align: "right", amounts: true, rank: 4 }),
  line("vat", (row) => amount(row.vatAmount), { align: "right", amounts: true, rank: 5 }),
  line("total", (row) => amount(row.totalAmount), { align: "right", amounts: true }),
  line("currency", (row) => row.currency, { header: "CUR" }),
  line("reference", (row) => row.referenceNumber, { least: 8, rank: 7 }),
  line("id", (row) => row.id, { rank: 8 }),
  line("case", (row) => row.caseId, { rank: 1 }),
]
