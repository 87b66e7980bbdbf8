/**
 * A payout specification: one line per case and article, created when a payment settles. Payout date, reference and
 * payout are written onto it later, so follow `updatedAt` as well. Amounts may be negative.
 */
import * as Schema from "effect/Schema"
import { CaseId } from "./Case.ts"
import { CaseState } from "./CaseState.ts"
import { CreditorId } from "./CreditorId.ts"
import * as Field from "./Field.ts"
import { FinanceCategory } from "./FinanceCategory.ts"
import { Amount } from "./Money.ts"
import { PayoutId } from "./Payout.ts"
import * as Resource from "./Resource.ts"
import { Timestamp } from "./Timestamp.ts"

/** The id of a payout specification: 24 hex digits, lower case. */
export const PayoutSpecificationId = Field.objectId("PayoutSpecificationId")
export type PayoutSpecificationId = typeof PayoutSpecificationId.Type

const fields = Schema.Struct({
  ...Field.system(PayoutSpecificationId),
  /** Who is paid. */
  creditorId: Field.optional("creditor", CreditorId),
  /** The name of the creditor. */
  creditorName: Field.optional("creditor_name", Schema.String),
  /** Not documented: where it is absent, join on creditor and invoice number, then on reference number. */
  caseId: Field.lenient("case", CaseId),
  /** The number of the invoice of its case. */
  invoiceNumber: Field.optional("invoice_number", Field.Text),
  /** The number under which Amili knows its case. */
  referenceNumber: Field.optional("reference_number", Field.Text),
  /** The currency of the amounts, such as `SEK`. */
  currency: Field.optional("currency", Schema.String),
  /** Without VAT, in `currency`; may be negative. */
  amount: Field.optional("amount", Amount),
  /** The VAT on `amount`, in `currency`; may be negative. */
  vatAmount: Field.optional("vat_amount", Amount),
  /** With VAT, in `currency`; may be negative. */
  totalAmount: Field.optional("total_amount", Amount),
  /** What kind of amount it is, such as capital, interest or a fee: a text of the API. */
  article: Field.optional("article", Schema.String),
  /** The state that the case was in. */
  state: Field.optional("state", CaseState),
  /** When the payment was booked at Amili. */
  bookingDate: Field.optional("booking_date", Timestamp),
  /** What is paid for. */
  financeCategory: Field.optional("finance_category", FinanceCategory),
  /** The reference of the transfer; absent until it is scheduled. Sometimes a label that several share: never a key. */
  payoutReference: Field.optional("payout_reference", Field.Text),
  /** The date of the transfer; absent until it is scheduled. */
  payoutDate: Field.optional("payout_date", Timestamp),
  /** Absent until the line is scheduled for transfer. */
  payoutId: Field.optional("payout", PayoutId),
  /** Not documented: how often the creditor is paid, as text. */
  interval: Field.lenient("payout_interval", Schema.String),
})

/** One line of a payout: one case and one article. Amounts are in its currency and may be negative. */
export interface PayoutSpecification extends Schema.Schema.Type<typeof fields> {}
/** A payout specification as JSON, under the API's names. */
export interface PayoutSpecificationWire extends Schema.Schema.Encoded<typeof fields> {}
export const PayoutSpecification: Schema.Schema<PayoutSpecification, PayoutSpecificationWire> = fields.annotations({
  identifier: "PayoutSpecification",
})

/** The list `finance--payout-specifications`, for a reader of one's own. */
export const resource: Resource.Resource<PayoutSpecification> = Resource.make(
  "finance--payout-specifications",
  PayoutSpecification,
)
