/** A whole SIE file, type 1 to 4. */
import * as Schema from "effect/Schema"
import { Account } from "./Account.ts"
import { Balance } from "./Balance.ts"
import { Company } from "./Company.ts"
import { Dimension, NamedObject } from "./Dimension.ts"
import { FiscalYear } from "./FiscalYear.ts"
import { Header } from "./Header.ts"
import { OtherRecord } from "./OtherRecord.ts"
import { Voucher } from "./Voucher.ts"

/** All that a file of any type has, each list in the order of the file. Import files (4I) have no balances. */
export const SieFile = Schema.Struct({
  header: Header,
  /** `#PROSA` */
  comments: Schema.Array(Schema.String),
  company: Company,
  fiscalYears: Schema.Array(FiscalYear),
  accounts: Schema.Array(Account),
  dimensions: Schema.Array(Dimension),
  objects: Schema.Array(NamedObject),
  balances: Schema.Array(Balance),
  vouchers: Schema.Array(Voucher),
  /** What is in the file and has no place above, so that nothing is lost. */
  others: Schema.Array(OtherRecord),
})
export type SieFile = typeof SieFile.Type
