/**
 * Every field of a generated case as a function of its rank (0 is the oldest) and the seed, so that a million cases need
 * no memory until somebody asks for them. Two columns that everything depends on are kept: created and closed.
 */
import { Float, ObjectId, type Document, type Value } from "../../Document.ts"
import * as Random from "../../Random.ts"
import { closing, day, lateStates, oddReasons, reasons } from "./caseLife.ts"
import * as Swedish from "./swedish.ts"

export interface Creditor {
  readonly id: ObjectId
  readonly name: string
  readonly currency: string
  readonly prefix: string
}

const span = 3 * 365 * day

// What each field draws its chance from; the numbers only have to differ.
const draw = {
  created: 1,
  id: 2,
  delay: 3,
  tail: 4,
  batch: 5,
  reason: 6,
  creditor: 7,
  amount: 8,
  whole: 9,
  person: 10,
  first: 11,
  last: 12,
  age: 13,
  serial: 14,
  state: 15,
  paid: 16,
  description: 17,
  odd: 18,
  terms: 19,
  reference: 20,
  updated: 21,
} as const

export interface Shape {
  readonly cases: number
  readonly seed: number
  /** Epoch milliseconds: nothing happens after it. */
  readonly now: number
  /** The share of cases with something unusual about them. */
  readonly oddities: number
  readonly creditors: ReadonlyArray<Creditor>
}

export interface CaseColumns {
  readonly id: (rank: number) => string
  readonly createdAt: (rank: number) => number
  /** `NaN` for an open case. */
  readonly closedAt: (rank: number) => number
  readonly reason: (rank: number) => string
  readonly creditor: (rank: number) => Creditor
  readonly capital: (rank: number) => number
  readonly invoiceNumber: (rank: number) => string
  readonly reference: (rank: number) => string
  readonly field: (path: string) => ((rank: number) => Value | undefined) | undefined
  readonly document: (rank: number) => Document
}

export const make = (shape: Shape): CaseColumns => {
  const { cases, seed, now, oddities, creditors } = shape
  const unit = (rank: number, field: number): number => Random.unit(seed, rank, field)
  const pick = <A>(items: ReadonlyArray<A>, rank: number, field: number, otherwise: A): A =>
    items[Math.floor(unit(rank, field) * items.length)] ?? otherwise
  const odd = (rank: number): boolean => oddities > 0 && unit(rank, draw.odd) < oddities
  const oddity = (rank: number): number => (odd(rank) ? Random.hash(seed, rank, draw.odd + 100) % 4 : -1)

  const start = now - span
  const slot = (span - 3_600_000) / Math.max(1, cases)
  const created = new Float64Array(cases)
  const closed = new Float64Array(cases)
  for (let rank = 0; rank < cases; rank++) {
    const at = Math.floor(start + (rank + unit(rank, draw.created)) * slot)
    created[rank] = at
    closed[rank] = closing(at, unit(rank, draw.delay), unit(rank, draw.tail), unit(rank, draw.batch), now)
  }

  const createdAt = (rank: number): number => created[rank] ?? 0
  const closedAt = (rank: number): number => closed[rank] ?? Number.NaN
  const isClosed = (rank: number): boolean => !Number.isNaN(closedAt(rank))
  const id = (rank: number): string =>
    Math.floor(createdAt(rank) / 1000)
      .toString(16)
      .padStart(8, "0") +
    rank.toString(16).padStart(6, "0") +
    Random.hash(seed, rank, draw.id).toString(16).padStart(8, "0") +
    "0a"

  const reason = (rank: number): string => {
    if (oddity(rank) === 0) return pick(oddReasons, rank, draw.reason, "prescribed")
    let share = unit(rank, draw.reason) * 100
    for (const [name, weight] of reasons) if ((share -= weight) < 0) return name
    return "fully_paid"
  }

  const creditor = (rank: number): Creditor => {
    const [first] = creditors
    return pick(
      creditors,
      rank,
      draw.creditor,
      first ?? { id: new ObjectId("0".repeat(24)), name: "", currency: "SEK", prefix: "X" },
    )
  }

  const capital = (rank: number): number => {
    const amount = Math.exp(5.2 + 2.4 * unit(rank, draw.amount) + 1.2 * unit(rank, draw.amount + 50) ** 3)
    return unit(rank, draw.whole) < 0.45 ? Math.round(amount) : Math.round(amount * 100) / 100
  }

  const remaining = (rank: number): number => {
    const whole = capital(rank)
    if (!isClosed(rank))
      return unit(rank, draw.paid) < 0.15 ? Math.round(whole * unit(rank, draw.paid + 50) * 100) / 100 : whole
    const why = reason(rank)
    if (why === "fully_paid_depreciation") return Math.round(whole * 5) / 100
    return why.toLowerCase().startsWith("fully_paid") || why === "capital_paid_to_creditor" ? 0 : whole
  }

  const state = (rank: number): string => {
    const until = isClosed(rank) ? closedAt(rank) : now
    const age = (until - createdAt(rank)) / day
    if (age < 1) return "initializing"
    if (age < 21) return "reminder"
    return age < 90 ? "debt_collection" : pick(lateStates, rank, draw.state, "debt_collection")
  }

  const status = (rank: number): string => {
    const now = state(rank)
    return now === "initializing" ? "initialized" : now === "reminder" ? "reminder_sent" : `${now}_active`
  }

  const invoiceNumber = (rank: number): string =>
    `${creditor(rank).prefix}-${new Date(createdAt(rank)).getUTCFullYear()}-${String(rank + 1).padStart(6, "0")}`

  const reference = (rank: number): string => {
    const digits = String(1_000_000 + rank)
    return digits + Swedish.luhn(digits)
  }

  const closedField = (rank: number): Document | undefined | null => {
    if (!isClosed(rank)) return oddity(rank) === 1 ? null : undefined
    return oddity(rank) === 2
      ? { reason: reason(rank) }
      : { close_date: new Date(closedAt(rank)), reason: reason(rank) }
  }

  const updatedAt = (rank: number): number =>
    isClosed(rank) ? closedAt(rank) : Math.floor(createdAt(rank) + unit(rank, draw.updated) * (now - createdAt(rank)))

  const customer = (rank: number): { readonly name: string; readonly number: string } => {
    const last = pick(Swedish.lastNames, rank, draw.last, "Ek")
    if (unit(rank, draw.person) < 0.12) {
      return {
        name: `${last}s ${pick(Swedish.companyNames, rank, draw.first, "Konsult")} AB`,
        number: Swedish.organisationNumber(Random.hash(seed, rank, draw.serial)),
      }
    }
    return {
      name: `${pick(Swedish.firstNames, rank, draw.first, "Anna")} ${last}`,
      number: Swedish.personalNumber(Math.floor(unit(rank, draw.age) * 24_000), Random.hash(seed, rank, draw.serial)),
    }
  }

  // Amounts with a fraction are floats; whole ones are floats in some documents and integers in others, as in life.
  const money = (rank: number, amount: number): Value =>
    Number.isInteger(amount) && Random.hash(seed, rank, 99) % 3 > 0 ? new Float(amount) : amount

  const document = (rank: number): Document => {
    const { id: creditorId, name: creditorName, currency } = creditor(rank)
    const { name, number } = customer(rank)
    const at = createdAt(rank)
    const terms = pick([10, 15, 20, 30], rank, draw.terms, 30)
    const now = state(rank)
    const owed = capital(rank)
    const left = remaining(rank)
    const costs = now === "initializing" || now === "invoice" ? 0 : now === "reminder" ? 60 : 240
    const closed = closedField(rank)
    const entered = new Date(Math.min(at + day, updatedAt(rank)))
    const latest = new Date(updatedAt(rank))
    return {
      _id: new ObjectId(id(rank)),
      _created: new Date(at),
      _updated: latest,
      creditor: creditorId,
      creditor_name: creditorName,
      customer: new ObjectId(`${id(rank).slice(0, 22)}0c`),
      customer_name: name,
      customer_id_number: number,
      customer_status: "initialized",
      reference_number: reference(rank),
      currency,
      agreement_version: 3,
      latest_state_date: latest,
      debt: {
        invoice_number: invoiceNumber(rank),
        debt_reference: reference(rank),
        invoice_date: new Date(Math.floor(at / day) * day - (terms + 12) * day),
        invoice_due_days_after_invoice_date: terms,
        interest_days_after_invoice_date: terms,
        initial_capital: money(rank, owed),
        capital_to_claim: money(rank, owed),
        debt_description: pick(Swedish.descriptions, rank, draw.description, "Hyra"),
      },
      total_remaining_capital_amount: money(rank, left),
      local_remaining_capital_amount: money(rank, left),
      local_added_capital_amount: money(rank, owed),
      local_remaining_costs_amount: money(rank, left === 0 ? 0 : costs),
      local_added_costs_amount: money(rank, costs),
      local_remaining_interest_amount: 0,
      local_added_interest_amount: 0,
      local_remaining_transaction_amount: money(rank, left),
      local_added_transaction_amount: money(rank, owed),
      state: now,
      status: status(rank),
      state_history: [
        { state: "initializing", state_date: new Date(at) },
        { state: now, state_date: entered },
      ],
      status_history: [{ status: status(rank), status_date: entered }],
      ...(closed === undefined ? {} : { closed }),
      ...(rank % 2 === 0 ? { _etag: etag(rank) } : {}),
    }
  }

  // Half of the documents were stored with an ETag, as in the recorded data.
  const etag = (rank: number): string =>
    [0, 1, 2, 3, 4]
      .map((part) =>
        Random.hash(seed, rank, 500 + part)
          .toString(16)
          .padStart(8, "0"),
      )
      .join("")

  const fields: Record<string, (rank: number) => Value | undefined> = {
    _id: (rank) => new ObjectId(id(rank)),
    _created: (rank) => new Date(createdAt(rank)),
    _updated: (rank) => new Date(updatedAt(rank)),
    // Matching asks of a nested document only whether it is there; its content is read from the whole document.
    closed: (rank) => (isClosed(rank) ? someDocument : closedField(rank)),
    "closed.close_date": (rank) => (isClosed(rank) && oddity(rank) !== 2 ? new Date(closedAt(rank)) : undefined),
    "closed.reason": (rank) => (isClosed(rank) ? reason(rank) : undefined),
    creditor: (rank) => creditor(rank).id,
    creditor_name: (rank) => creditor(rank).name,
    currency: (rank) => creditor(rank).currency,
    state,
    status,
    reference_number: reference,
    "debt.invoice_number": invoiceNumber,
    total_remaining_capital_amount: remaining,
  }
  return {
    id,
    createdAt,
    closedAt,
    reason,
    creditor,
    capital,
    invoiceNumber,
    reference,
    field: (path) => fields[path],
    document,
  }
}

const someDocument: Document = {}
