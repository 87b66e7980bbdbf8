/** An account of the chart of accounts. */
import * as Schema from "effect/Schema"
import { line } from "./Line.ts"

/** T assets, S liabilities and equity, K costs, I income. */
export const AccountType = Schema.Literal("T", "S", "K", "I")
export type AccountType = typeof AccountType.Type

/** An account with what the records `#KONTO`, `#KTYP`, `#ENHET` and `#SRU` say of it. */
export const Account = Schema.Struct({
  line,
  /** Digits, nearly always four. */
  number: Schema.NonEmptyString,
  /** `#KONTO`; missing where a file only has other records of the account. */
  name: Schema.optional(Schema.String),
  /** `#KTYP` */
  type: Schema.optional(AccountType),
  /** `#ENHET`: the unit of its quantities. */
  unit: Schema.optional(Schema.NonEmptyString),
  /** `#SRU`: codes of the tax return. */
  sruCodes: Schema.optional(Schema.NonEmptyArray(Schema.NonEmptyString)),
})
export type Account = typeof Account.Type
