/** The facts of documents of the API. */
import * as Money from "@amili-cases/core/Money"
import type { ExportedLine, ExportedPayout } from "../exported.ts"
import { storable } from "@amili-cases/export-engine/database/statement"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import type * as BigDecimal from "effect/BigDecimal"
import * as Predicate from "effect/Predicate"
import type { LineFacts } from "./LineEvent.ts"
import type { PayoutFacts } from "./PayoutEvent.ts"

export const factsOfLine = (line: ExportedLine): LineFacts => ({
  caseId: line.caseId ?? null,
  creditorId: line.creditorId ?? null,
  creditor: storable(line.creditorName),
  invoiceNumber: storable(line.invoiceNumber),
  reference: storable(line.referenceNumber),
  category: storable(line.financeCategory),
  article: storable(line.article),
  currency: storable(line.currency),
  ...amountsOf(line),
  bookedAt: isoOf(line.bookingDate),
  createdAt: isoOf(line.createdAt),
  payoutId: line.payoutId ?? null,
  payoutDate: isoOf(line.payoutDate),
  payoutReference: storable(line.payoutReference),
})

export const factsOfPayout = (payout: ExportedPayout): PayoutFacts => ({
  creditorId: payout.creditorId ?? null,
  creditor: storable(payout.creditorName),
  category: storable(payout.financeCategory),
  currency: storable(payout.currency),
  ...amountsOf(payout),
  payoutDate: isoOf(payout.payoutDate),
  payoutReference: storable(payout.payoutReference),
  status: storable(payout.status),
  interval: storable(payout.interval),
  summary: payout.summary === undefined ? null : storable(JSON.stringify(inOrder(payout.summary))),
  createdAt: isoOf(payout.createdAt),
})

interface Amounts {
  readonly amount?: BigDecimal.BigDecimal | undefined
  readonly vatAmount?: BigDecimal.BigDecimal | undefined
  readonly totalAmount?: BigDecimal.BigDecimal | undefined
}

/** The total is what the API calls so, else net and VAT together, else unknown. */
const amountsOf = ({ amount, totalAmount, vatAmount }: Amounts) => ({
  net: shown(amount),
  vat: shown(vatAmount),
  total:
    totalAmount === undefined && amount !== undefined && vatAmount !== undefined
      ? Money.formatMinor(Money.sumMinor([amount, vatAmount]))
      : shown(totalAmount),
})

const shown = (amount: BigDecimal.BigDecimal | undefined) => (amount === undefined ? null : Money.format(amount))

/** The same value with the keys of its objects in order: the API may send them in any. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!Predicate.isReadonlyRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  )
}
