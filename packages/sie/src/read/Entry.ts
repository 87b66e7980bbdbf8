/** What a SIE file consists of, one thing at a time, in the order of the file. */
import type { Account } from "../model/Account.ts"
import type { Balance } from "../model/Balance.ts"
import type { Company } from "../model/Company.ts"
import type { Dimension, NamedObject } from "../model/Dimension.ts"
import type { FiscalYear } from "../model/FiscalYear.ts"
import type { Header } from "../model/Header.ts"
import type { OtherRecord } from "../model/OtherRecord.ts"
import type { Voucher } from "../model/Voucher.ts"
import type { Finding } from "./Finding.ts"

/** What a record says. */
export type Content =
  | { readonly _tag: "Header"; readonly header: Header }
  | { readonly _tag: "Company"; readonly company: Company }
  | { readonly _tag: "Comment"; readonly comment: string }
  | { readonly _tag: "FiscalYear"; readonly fiscalYear: FiscalYear }
  /** One of an account's records: `#KONTO`, `#KTYP`, `#ENHET` or `#SRU`. */
  | { readonly _tag: "Account"; readonly account: Account }
  | { readonly _tag: "Dimension"; readonly dimension: Dimension }
  | { readonly _tag: "Object"; readonly object: NamedObject }
  | { readonly _tag: "Balance"; readonly balance: Balance }
  /** With all of its transactions. */
  | { readonly _tag: "Voucher"; readonly voucher: Voucher }
  | { readonly _tag: "Checksum" }
  | { readonly _tag: "Other"; readonly other: OtherRecord }

/** One record that was read; a voucher is one record with its transactions. */
export interface Record {
  readonly _tag: "Record"
  readonly line: number
  /** Such as `#KONTO`. */
  readonly label: string
  /** Whether a field stands in quotation marks. */
  readonly quoted: boolean
  readonly content: Content
}

/** A record, or a finding about the lines near it. */
export type Entry = Record | { readonly _tag: "Finding"; readonly finding: Finding }
