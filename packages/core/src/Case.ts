/**
 * A case: one unpaid invoice handed to Amili. Everything but the id is optional, since a projection drops anything,
 * and an amount that is missing is absent, never zero. What the API calls `customer` is the debtor; those fields are
 * personal data.
 */
import { Schema } from "effect"
import { CaseState } from "./CaseState.ts"
import { CaseStatus } from "./CaseStatus.ts"
import { CloseReason } from "./CloseReason.ts"
import { CreditorId } from "./Creditor.ts"
import * as Field from "./Field.ts"
import { Amount } from "./Money.ts"
import { Personal } from "./Personal.ts"
import * as Resource from "./Resource.ts"
import { Timestamp } from "./Timestamp.ts"

export const CaseId = Field.objectId("CaseId")
export type CaseId = typeof CaseId.Type

export const DebtorId = Field.objectId("DebtorId")
export type DebtorId = typeof DebtorId.Type

const debt = Schema.Struct({
  invoiceNumber: Field.optional("invoice_number", Field.Text),
  debtReference: Field.optional("debt_reference", Field.Text),
  payoutReference: Field.optional("payout_reference", Field.Text),
  invoiceDate: Field.optional("invoice_date", Timestamp),
  /** Days from the invoice date until the invoice is due. */
  dueDays: Field.optional("invoice_due_days_after_invoice_date", Schema.Finite),
  /** Days from the invoice date until interest runs. */
  interestDays: Field.optional("interest_days_after_invoice_date", Schema.Finite),
  initialCapital: Field.optional("initial_capital", Amount),
  capitalToClaim: Field.optional("capital_to_claim", Amount),
  description: Field.optional("debt_description", Field.Text),
})

/** Present once the case is closed; either part may still be missing. */
const closed = Schema.Struct({
  date: Field.optional("close_date", Timestamp),
  reason: Field.optional("reason", CloseReason),
})

const stateEntry = Schema.Struct({
  state: Field.optional("state", CaseState),
  date: Field.optional("state_date", Timestamp),
})

const statusEntry = Schema.Struct({
  status: Field.optional("status", CaseStatus),
  date: Field.optional("status_date", Timestamp),
})

const fields = Schema.Struct({
  ...Field.system(CaseId),
  creditorId: Field.optional("creditor", CreditorId),
  creditorName: Field.optional("creditor_name", Schema.String),
  debtorId: Field.optional("customer", DebtorId),
  debtorName: Field.optional("customer_name", Personal),
  debtorIdNumber: Field.optional("customer_id_number", Personal),
  debtorNumber: Field.optional("customer_number", Personal),
  debtorStatus: Field.optional("customer_status", Schema.String),
  currency: Field.optional("currency", Schema.String),
  state: Field.optional("state", CaseState),
  status: Field.optional("status", CaseStatus),
  stateHistory: Field.optional("state_history", Schema.Array(stateEntry)),
  /** The API does not document its shape: absent when it is not a list of statuses with dates. */
  statusHistory: Field.lenient("status_history", Schema.Array(statusEntry)),
  latestStateDate: Field.optional("latest_state_date", Timestamp),
  referenceNumber: Field.optional("reference_number", Field.Text),
  debt: Field.optional("debt", debt),
  closed: Field.optional("closed", closed),
  remainingCapital: Field.optional("total_remaining_capital_amount", Amount),
  localAddedCapital: Field.optional("local_added_capital_amount", Amount),
  localAddedCosts: Field.optional("local_added_costs_amount", Amount),
  localAddedInterest: Field.optional("local_added_interest_amount", Amount),
  localAddedTransaction: Field.optional("local_added_transaction_amount", Amount),
  localRemainingCapital: Field.optional("local_remaining_capital_amount", Amount),
  localRemainingCosts: Field.optional("local_remaining_costs_amount", Amount),
  localRemainingInterest: Field.optional("local_remaining_interest_amount", Amount),
  localRemainingTransaction: Field.optional("local_remaining_transaction_amount", Amount),
  agreementVersion: Field.optional("agreement_version", Schema.Unknown),
  registration: Field.optional("case_registration", Schema.Unknown),
  settings: Field.optional("case_settings", Schema.Unknown),
})

export interface Case extends Schema.Schema.Type<typeof fields> {}
export interface CaseWire extends Schema.Schema.Encoded<typeof fields> {}
export const Case: Schema.Schema<Case, CaseWire> = fields.annotations({ identifier: "Case" })

export const resource: Resource.Resource<Case> = Resource.make("cases", Case)

/** The fields that the guide reads for one case. */
export const statusFields = ["state", "status", "closed", "debt.invoiceNumber", "remainingCapital"] as const

/** The fields that the guide reads for open cases. */
export const openFields = ["state", "status", "debt.invoiceNumber", "remainingCapital"] as const

/** The fields that the guide reads for closed cases. */
export const closedFields = ["closed", "debt.invoiceNumber", "remainingCapital"] as const

/** Where a person opens the case in Amili's web app. */
export const link = (id: CaseId): string => `https://app.amili.se/open?resource=cases&id=${id}`
