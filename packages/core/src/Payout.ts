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
  /** Who is paid. */
  creditorId: Field.optional("creditor", CreditorId),
  /** The name of the creditor. */
  creditorName: Field.optional("creditor_name", Schema.String),
  /** The currency of the amounts, such as `SEK`. */
  currency: Field.optional("currency", Schema.String),
  /** In `currency`, without VAT; may be negative. The name is not documented. */
  amount: Field.optional("amount", Amount),
  /** The VAT on `amount`, in `currency`; may be negative. The name is not documented. */
  vatAmount: Field.optional("vat_amount", Amount),
  /** In `currency`, with VAT; may be negative. The name is not documented: without it, add `amount` and `vatAmount`. */
  totalAmount: Field.optional("total_amount", Amount),
  /** The reference of the transfer. Sometimes a label that several share: never a key. */
  payoutReference: Field.optional("payout_reference", Field.Text),
  /** The date of the transfer. */
  payoutDate: Field.optional("payout_date", Timestamp),
  /** What is paid for. */
  financeCategory: Field.optional("finance_category", FinanceCategory),
  /** Not documented: how often the creditor is paid, as text. */
  interval: Field.lenient("finance_interval", Schema.String),
  /** Not documented: how far the payout is, as text. */
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
