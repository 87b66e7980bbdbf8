/** Cases of 20 fields as the API writes them, parsed: the same ones each time. */
import { random } from "./random.ts"

export const projection = [
  "creditorId",
  "creditorName",
  "currency",
  "state",
  "status",
  "referenceNumber",
  "debt.invoiceNumber",
  "debt.invoiceDate",
  "debt.dueDays",
  "debt.initialCapital",
  "debt.capitalToClaim",
  "closed.date",
  "closed.reason",
  "remainingCapital",
  "localRemainingCosts",
  "localRemainingInterest",
] as const

export const cases = (count: number): ReadonlyArray<unknown> => {
  const next = random(7)
  const hex = (digits: number) => Array.from({ length: digits }, () => next(16).toString(16)).join("")
  const amount = () => next(5_000_000) / 100
  const date = () => new Date(1_600_000_000_000 + next(170_000_000) * 1000).toUTCString()
  const text = JSON.stringify(
    Array.from({ length: count }, (_, index) => ({
      _id: hex(24),
      _created: date(),
      _updated: date(),
      _etag: hex(40),
      creditor: hex(24),
      creditor_name: `Bolaget ${next(40)} i Åmål AB`,
      currency: "SEK",
      state: ["reminder", "debt_collection", "enforcement"][next(3)],
      status: ["reminder_sent", "debt_collection_active"][next(2)],
      reference_number: String(1_000_000_000 + next(900_000_000)),
      debt: {
        invoice_number: `INV-2025-${index}`,
        invoice_date: date(),
        invoice_due_days_after_invoice_date: 30,
        initial_capital: amount(),
        capital_to_claim: amount(),
      },
      closed: { close_date: date(), reason: ["fully_paid", "recalled"][next(2)] },
      total_remaining_capital_amount: amount(),
      local_remaining_costs_amount: amount(),
      local_remaining_interest_amount: amount(),
    })),
  )
  return JSON.parse(text)
}
