/** Payout specifications of the paid cases, one or two lines each, and the weekly payouts that they add up to. */
import { Float, ObjectId, type Document } from "../../Document.ts"
import * as Random from "../../Random.ts"
import { type CaseColumns } from "./caseColumns.ts"

const day = 86_400_000
const week = 7 * day

interface Line {
  readonly rank: number
  readonly capital: boolean
}

const paid = new Set([
  "fully_paid",
  "fully_paid_before_reminder",
  "fully_paid_before_debt_collection",
  "fully_paid_depreciation",
])

export interface Finance {
  readonly specifications: {
    readonly size: number
    readonly id: (row: number) => string
    readonly document: (row: number) => Document
  }
  readonly payouts: ReadonlyArray<Document>
}

export const make = (columns: CaseColumns, cases: number, seed: number, now: number): Finance => {
  // A line is a case's rank and, in the lowest bit, which of its lines it is.
  const lines: Array<number> = []
  for (let rank = 0; rank < cases; rank++) {
    if (Number.isNaN(columns.closedAt(rank)) || !paid.has(columns.reason(rank))) continue
    lines.push(rank * 2)
    if (hasOutlay(columns.reason(rank))) lines.push(rank * 2 + 1)
  }
  const line = (row: number): Line => {
    const packed = lines[row] ?? 0
    return { rank: packed >>> 1, capital: packed % 2 === 0 }
  }
  const amount = ({ rank, capital }: Line): number =>
    capital ? cents(columns.capital(rank) * (columns.reason(rank) === "fully_paid_depreciation" ? 0.95 : 1)) : 60
  const booked = ({ rank }: Line): number => columns.closedAt(rank)
  /** The Friday on which the line is paid out, `undefined` while that is still to come. */
  const friday = (at: Line): number | undefined => {
    const date = (Math.floor((booked(at) + 3 * day) / week) + 1) * week + day
    return date <= now ? date : undefined
  }
  const payoutId = (at: Line, date: number): string =>
    (date / 1000).toString(16).padStart(8, "0") +
    columns.creditor(at.rank).id.hex.slice(8, 22) +
    (at.capital ? "01" : "02")
  const id = (row: number): string => {
    const at = line(row)
    const tail = Random.hash(seed, at.rank, at.capital ? 201 : 202)
      .toString(16)
      .padStart(8, "0")
    return (
      Math.floor(booked(at) / 1000)
        .toString(16)
        .padStart(8, "0") +
      (lines[row] ?? 0).toString(16).padStart(8, "0") +
      tail
    )
  }

  const document = (row: number): Document => {
    const at = line(row)
    const creditor = columns.creditor(at.rank)
    const date = friday(at)
    const value = amount(at)
    return {
      _id: new ObjectId(id(row)),
      _created: new Date(booked(at)),
      _updated: new Date(date ?? booked(at)),
      creditor: creditor.id,
      creditor_name: creditor.name,
      currency: creditor.currency,
      amount: money(value),
      vat_amount: money(0),
      total_amount: money(value),
      article: at.capital ? "capital" : "reminder",
      state: at.capital ? "debt_collection" : "reminder",
      booking_date: new Date(booked(at)),
      finance_category: at.capital ? "capital" : "creditor_outlay",
      case: new ObjectId(columns.id(at.rank)),
      invoice_number: columns.invoiceNumber(at.rank),
      reference_number: columns.reference(at.rank),
      ...(date === undefined
        ? {}
        : {
            payout_date: new Date(date),
            payout_reference: reference(at, date),
            payout: new ObjectId(payoutId(at, date)),
          }),
    }
  }
  const reference = (at: Line, date: number): string =>
    `P${new Date(date).toISOString().slice(0, 10).replaceAll("-", "")}-${columns.creditor(at.rank).prefix}`

  const payouts = (): ReadonlyArray<Document> => {
    const sums = new Map<string, { readonly at: Line; readonly date: number; total: number }>()
    for (let row = 0; row < lines.length; row++) {
      const at = line(row)
      const date = friday(at)
      if (date === undefined) continue
      const key = payoutId(at, date)
      const sum = sums.get(key) ?? { at, date, total: 0 }
      sum.total = cents(sum.total + amount(at))
      sums.set(key, sum)
    }
    return [...sums].map(([key, { at, date, total }]) => ({
      _id: new ObjectId(key),
      _created: new Date(date),
      _updated: new Date(date),
      creditor: columns.creditor(at.rank).id,
      creditor_name: columns.creditor(at.rank).name,
      currency: columns.creditor(at.rank).currency,
      amount: money(total),
      vat_amount: money(0),
      total_amount: money(total),
      payout_reference: reference(at, date),
      payout_date: new Date(date),
      finance_interval: "weekly",
      finance_category: at.capital ? "capital" : "creditor_outlay",
      status: "paid",
    }))
  }
  return { specifications: { size: lines.length, id, document }, payouts: payouts() }
}

const hasOutlay = (reason: string): boolean => reason === "fully_paid" || reason === "fully_paid_before_debt_collection"
const cents = (amount: number): number => Math.round(amount * 100) / 100
const money = (amount: number): Float | number => (Number.isInteger(amount) ? new Float(amount) : amount)
