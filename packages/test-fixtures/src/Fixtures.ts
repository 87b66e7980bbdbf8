/** Typed cases for every state and every close reason, and the guide's own examples. */
import { Case, type CaseWire } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Schema from "effect/Schema"

const decode = Schema.decodeSync(Case)
const encode = Schema.encodeSync(Case)

/** A case from the API's own field names; what is left out is filled in. */
export const fromWire = (wire: Partial<CaseWire> = {}): Case => decode({ ...base, ...wire })

/** A case as the API answers it. */
export const toWire = (value: Case): CaseWire => encode(value)

const base = {
  _id: "6867da7788b9226bb78d716c",
  _created: "Fri, 04 Jul 2025 13:43:19 GMT",
  _updated: "Mon, 01 Sep 2025 09:45:30 GMT",
  _etag: "4f0fd3c1d2a3a5a2c1f7c9cb8a4f6b1f0c8f2a11",
  creditor: "665a6480f2a74de452e6b438",
  creditor_name: "Fjällvinds Elhandel AB",
  customer: "6867da7788b9226bb78d716d",
  customer_name: "Åsa Öberg",
  customer_id_number: "19850312-9805",
  customer_status: "initialized",
  currency: "SEK",
  state: "debt_collection",
  status: "debt_collection_active",
  reference_number: "10001236",
  latest_state_date: "Mon, 01 Sep 2025 09:45:30 GMT",
  debt: {
    invoice_number: "INV-2025-003",
    debt_reference: "10001236",
    invoice_date: "Thu, 22 May 2025 00:00:00 GMT",
    invoice_due_days_after_invoice_date: 30,
    initial_capital: 2050,
    capital_to_claim: 2050,
    debt_description: "Elförbrukning",
  },
  total_remaining_capital_amount: 2050,
} satisfies CaseWire

const hex = (number: number): string => number.toString(16).padStart(24, "0")

/** An open case in a state, known or not. */
export const open = (state: string, wire: Partial<CaseWire> = {}): Case =>
  fromWire({ state, status: state === "reminder" ? "reminder_sent" : `${state}_active`, ...wire })

/** A case closed for a reason, known or not, on 1 September 2025; what is paid has nothing left to pay. */
export const closed = (reason: string, wire: Partial<CaseWire> = {}): Case =>
  fromWire({
    closed: { close_date: "Mon, 01 Sep 2025 09:45:30 GMT", reason },
    ...(CloseReason.outcome(reason) === "paid" ? { total_remaining_capital_amount: 0 } : {}),
    ...wire,
  })

/** One open case for each state that is known. */
export const everyState: ReadonlyArray<Case> = CaseState.known.map((state, index) =>
  open(state, { _id: hex(index + 1) }),
)

/** One closed case for each reason that is known. */
export const everyReason: ReadonlyArray<Case> = CloseReason.known.map((reason, index) =>
  closed(reason, { _id: hex(index + 101) }),
)

/** What no list foresees: a state and a reason of tomorrow, a closing without a date, one without a reason, one explicit null. */
export const oddities = {
  unknownState: open("garnishment", { _id: hex(201) }),
  unknownReason: closed("prescribed", { _id: hex(202) }),
  undated: fromWire({ _id: hex(203), closed: { reason: "recalled" } }),
  withoutReason: fromWire({ _id: hex(204), closed: { close_date: "Mon, 01 Sep 2025 09:45:30 GMT" } }),
  explicitNull: fromWire({ _id: hex(205), closed: null }),
} as const

/** The examples of the guide, as it prints them (its dates with their own weekdays). */
export const guide = {
  /** "Single case lookup". */
  single: decode({
    _id: "6867da7788b9226bb78d716c",
    debt: { invoice_number: "INV-2025-003" },
    state: "debt_collection",
    status: "debt_collection_active",
    total_remaining_capital_amount: 2050,
  }),
  /** "Track open cases". */
  open: [
    decode({
      _id: "6867da7788b9226bb78d716c",
      debt: { invoice_number: "INV-2025-003" },
      state: "debt_collection",
      status: "debt_collection_active",
      total_remaining_capital_amount: 2050,
    }),
    decode({
      _id: "68a1bc3388b9226bb78d8a2f",
      debt: { invoice_number: "INV-2025-010" },
      state: "reminder",
      status: "reminder_sent",
      total_remaining_capital_amount: 1200,
    }),
  ],
  /** "Track closed cases". */
  closed: [
    decode({
      _id: "507f1f77bcf86cd799439011",
      debt: { invoice_number: "INV-2025-020" },
      closed: { close_date: "Wed, 03 Sep 2025 11:18:59 GMT", reason: "fully_paid" },
      total_remaining_capital_amount: 0,
    }),
    decode({
      _id: "507f1f77bcf86cd799439012",
      debt: { invoice_number: "INV-2025-019" },
      closed: { close_date: "Tue, 02 Sep 2025 14:22:15 GMT", reason: "recalled" },
      total_remaining_capital_amount: 1500.5,
    }),
    decode({
      _id: "507f1f77bcf86cd799439013",
      debt: { invoice_number: "INV-2025-018" },
      closed: { close_date: "Mon, 01 Sep 2025 09:45:30 GMT", reason: "bankruptcy" },
      total_remaining_capital_amount: 2500,
    }),
  ],
} as const
