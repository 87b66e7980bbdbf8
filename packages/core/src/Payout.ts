/**
 * A payout: what is transferred to a creditor at once, the sum of payout specifications. The API documents neither the
 * names of its totals nor their signs: amounts may be negative.
 */
import * as Schema from "effect/Schema"
import { CreditorId } from "./CreditorId.ts"
import * as Field from "./Field.ts"
import { FinanceCategory } from "./FinanceCategory.ts"
import { Amount } from "./Money.ts"
import * as Resource from "./Resource.ts"
import { Timestamp } from "./Timestamp.ts"

/** The id of a payout: 24 hex digits, lower case. */
export const PayoutId = Field.objectId("PayoutId")
export type PayoutId = typeof PayoutId.Type

const fields = Schema.Struct({
  ...Field.system(PayoutId),
  creditorId: Field.optional("creditor", CreditorId),
  creditorName: Field.optional("creditor_name", Schema.String),
  currency: Field.optional("currency", Schema.String),
  amount: Field.optional("amount", Amount),
  vatAmount: Field.optional("vat_amount", Amount),
  totalAmount: Field.optional("total_amount", Amount),
  payoutReference: Field.optional("payout_reference", Field.Text),
  payoutDate: Field.optional("payout_date", Timestamp),
  financeCategory: Field.optional("finance_category", FinanceCategory),
  interval: Field.lenient("finance_interval", Schema.String),
  status: Field.lenient("status", Schema.String),
  /** Per article; its shape is not documented. */
  summary: Field.optional("summary", Schema.Unknown),
})

/** One transfer from Amili to a creditor. Amounts are in its currency. A field that the API did not give is absent. */
export interface Payout extends Schema.Schema.Type<typeof fields> {}
/** A payout as JSON, under the API's names. */
export interface PayoutWire extends Schema.Schema.Encoded<typeof fields> {}
export const Payout: Schema.Schema<Payout, PayoutWire> = fields.annotations({ identifier: "Payout" })

/** The list `finance--payouts`, for a reader of one's own. */
export const resource: Resource.Resource<Payout> = Resource.make("finance--payouts", Payout)
