/**
 * A case: one unpaid invoice handed to Amili. Everything but the id is optional, since a projection drops anything,
 * and an amount that is missing is absent, never zero. What the API calls `customer` is the debtor; those fields are
 * personal data.
 */
import * as Brand from "effect/Brand"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { CaseState } from "./CaseState.ts"
import { CaseStatus } from "./CaseStatus.ts"
import { CloseReason } from "./CloseReason.ts"
import { CreditorId } from "./CreditorId.ts"
import * as Field from "./Field.ts"
import { Amount } from "./Money.ts"
import { Personal } from "./Personal.ts"
import * as Resource from "./Resource.ts"
import { Timestamp } from "./Timestamp.ts"

/** The id of a case: 24 hex digits, lower case. */
export const CaseId = Field.objectId("CaseId")
export type CaseId = typeof CaseId.Type

/** The id that a text is, if it is one: without a schema's decoder, which takes long to make for one text. */
export const parseId = (text: string): Option.Option<CaseId> =>
  Field.isObjectId(text) ? Option.some(branded(text)) : Option.none()

const branded = Brand.nominal<CaseId>()

/** The id of a debtor: 24 hex digits, lower case. It names a person. */
export const DebtorId = Field.objectId("DebtorId")
export type DebtorId = typeof DebtorId.Type

const amount = Field.optionals(Amount)
const days = Field.optionals(Schema.Finite)
const personal = Field.optionals(Personal)
const string = Field.optionals(Schema.String)
const text = Field.optionals(Field.Text)
const timestamp = Field.optionals(Timestamp)
const unknown = Field.optionals(Schema.Unknown)

const debt = Schema.Struct({
  /** The number of the invoice, as the creditor wrote it. */
  invoiceNumber: text("invoice_number"),
  /** Not documented; by its name, the reference that the debtor pays with. */
  debtReference: text("debt_reference"),
  /** Not documented; by its name, the reference that the creditor is paid out with. */
  payoutReference: text("payout_reference"),
  /** The date of the invoice. */
  invoiceDate: timestamp("invoice_date"),
  /** Days from the invoice date until the invoice is due. */
  dueDays: days("invoice_due_days_after_invoice_date"),
  /** Days from the invoice date until interest runs. */
  interestDays: days("interest_days_after_invoice_date"),
  /** Not documented; by its name, the capital of the invoice when it was handed over. In `currency` of the case. */
  initialCapital: amount("initial_capital"),
  /** Not documented; by its name, the capital that is claimed of the debtor. In `currency` of the case. */
  capitalToClaim: amount("capital_to_claim"),
  /** What the debt is for, in free text; it may name the debtor. */
  description: text("debt_description"),
})

/** Present once the case is closed; either part may still be missing. */
const closed = Schema.Struct({
  /** When the case was closed; a case without it is in `Cases.undated`. */
  date: timestamp("close_date"),
  /** Why the case was closed; `CloseReason.outcome` says whether it was paid. */
  reason: Field.optional("reason", CloseReason),
})

const stateEntry = Schema.Struct({
  /** A state that the case came into. */
  state: Field.optional("state", CaseState),
  /** When it came into it. */
  date: timestamp("state_date"),
})

const statusEntry = Schema.Struct({
  /** A status that the case got. */
  status: Field.optional("status", CaseStatus),
  /** When it got it. */
  date: timestamp("status_date"),
})

const fields = Schema.Struct({
  ...Field.system(CaseId),
  /** Who is owed the money. */
  creditorId: Field.optional("creditor", CreditorId),
  /** The name of the creditor. */
  creditorName: string("creditor_name"),
  /** Who owes the money: `customer` on the wire. It names a person. */
  debtorId: Field.optional("customer", DebtorId),
  /** The name of the debtor. Personal data. */
  debtorName: personal("customer_name"),
  /** The identity number of the debtor: of a person or of a company. Personal data. */
  debtorIdNumber: personal("customer_id_number"),
  /** The number under which the creditor knows the debtor. Personal data. */
  debtorNumber: personal("customer_number"),
  /** Not documented: a text of the API about the debtor. */
  debtorStatus: string("customer_status"),
  /** The currency of the amounts, such as `SEK`. */
  currency: string("currency"),
  /** The stage that an open case is in. */
  state: Field.optional("state", CaseState),
  /** A finer step within the state. */
  status: Field.optional("status", CaseStatus),
  /** The states that the case has been in, with their dates. */
  stateHistory: Field.optional("state_history", Schema.Array(stateEntry)),
  /** The API does not document its shape: absent when it is not a list of statuses with dates. */
  statusHistory: Field.lenient("status_history", Schema.Array(statusEntry)),
  /** When the case came into its state. */
  latestStateDate: timestamp("latest_state_date"),
  /** The number under which Amili knows the case, as `Cases.find` takes it. */
  referenceNumber: text("reference_number"),
  /** The invoice that is claimed. */
  debt: Field.optional("debt", debt),
  /** How and when the case was closed; absent while it is open. */
  closed: Field.optional("closed", closed),
  /** What is left of the invoiced amount, without costs and interest. In `currency`. */
  remainingCapital: amount("total_remaining_capital_amount"),
  /** Not documented; by its name, capital that was added to the case. In `currency`. */
  localAddedCapital: amount("local_added_capital_amount"),
  /** Not documented; by its name, costs that were added. In `currency`. */
  localAddedCosts: amount("local_added_costs_amount"),
  /** Not documented; by its name, interest that was added. In `currency`. */
  localAddedInterest: amount("local_added_interest_amount"),
  /** Not documented; by its name, transactions that were added. In `currency`. */
  localAddedTransaction: amount("local_added_transaction_amount"),
  /** Not documented; by its name, capital that is left. In `currency`. */
  localRemainingCapital: amount("local_remaining_capital_amount"),
  /** Not documented; by its name, costs that are left. In `currency`. */
  localRemainingCosts: amount("local_remaining_costs_amount"),
  /** Not documented; by its name, interest that is left. In `currency`. */
  localRemainingInterest: amount("local_remaining_interest_amount"),
  /** Not documented; by its name, what is left of transactions. In `currency`. */
  localRemainingTransaction: amount("local_remaining_transaction_amount"),
  /** Not documented: `agreement_version` as it came. */
  agreementVersion: unknown("agreement_version"),
  /** Not documented: `case_registration` as it came. */
  registration: unknown("case_registration"),
  /** Not documented: `case_settings` as it came. */
  settings: unknown("case_settings"),
})

/** One debt that was handed to Amili, open or closed, as the API shows it. A field that the API did not give is absent. */
export interface Case extends Schema.Schema.Type<typeof fields> {}
/** A case as JSON, under the API's names. */
export interface CaseWire extends Schema.Schema.Encoded<typeof fields> {}
export const Case: Schema.Schema<Case, CaseWire> = fields.annotations({ identifier: "Case" })

/** The list `cases`, for a reader of one's own. */
export const resource: Resource.Resource<Case> = Resource.make("cases", Case)

/** The fields that the guide reads for one case. */
export const statusFields = ["state", "status", "closed", "debt.invoiceNumber", "remainingCapital"] as const

/** The fields that the guide reads for open cases. */
export const openFields = ["state", "status", "debt.invoiceNumber", "remainingCapital"] as const

/** The fields that the guide reads for closed cases. */
export const closedFields = ["closed", "debt.invoiceNumber", "remainingCapital"] as const

export * from "./internal/caseLink.ts"
