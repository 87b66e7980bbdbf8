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
  invoiceNumber: text("invoice_number"),
  debtReference: text("debt_reference"),
  payoutReference: text("payout_reference"),
  invoiceDate: timestamp("invoice_date"),
  /** Days from the invoice date until the invoice is due. */
  dueDays: days("invoice_due_days_after_invoice_date"),
  /** Days from the invoice date until interest runs. */
  interestDays: days("interest_days_after_invoice_date"),
  initialCapital: amount("initial_capital"),
  capitalToClaim: amount("capital_to_claim"),
  description: text("debt_description"),
})

/** Present once the case is closed; either part may still be missing. */
const closed = Schema.Struct({
  date: timestamp("close_date"),
  reason: Field.optional("reason", CloseReason),
})

const stateEntry = Schema.Struct({
  state: Field.optional("state", CaseState),
  date: timestamp("state_date"),
})

const statusEntry = Schema.Struct({
  status: Field.optional("status", CaseStatus),
  date: timestamp("status_date"),
})

const fields = Schema.Struct({
  ...Field.system(CaseId),
  creditorId: Field.optional("creditor", CreditorId),
  creditorName: string("creditor_name"),
  debtorId: Field.optional("customer", DebtorId),
  debtorName: personal("customer_name"),
  debtorIdNumber: personal("customer_id_number"),
  debtorNumber: personal("customer_number"),
  debtorStatus: string("customer_status"),
  currency: string("currency"),
  state: Field.optional("state", CaseState),
  status: Field.optional("status", CaseStatus),
  stateHistory: Field.optional("state_history", Schema.Array(stateEntry)),
  /** The API does not document its shape: absent when it is not a list of statuses with dates. */
  statusHistory: Field.lenient("status_history", Schema.Array(statusEntry)),
  latestStateDate: timestamp("latest_state_date"),
  referenceNumber: text("reference_number"),
  debt: Field.optional("debt", debt),
  closed: Field.optional("closed", closed),
  remainingCapital: amount("total_remaining_capital_amount"),
  localAddedCapital: amount("local_added_capital_amount"),
  localAddedCosts: amount("local_added_costs_amount"),
  localAddedInterest: amount("local_added_interest_amount"),
  localAddedTransaction: amount("local_added_transaction_amount"),
  localRemainingCapital: amount("local_remaining_capital_amount"),
  localRemainingCosts: amount("local_remaining_costs_amount"),
  localRemainingInterest: amount("local_remaining_interest_amount"),
  localRemainingTransaction: amount("local_remaining_transaction_amount"),
  agreementVersion: unknown("agreement_version"),
  registration: unknown("case_registration"),
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
