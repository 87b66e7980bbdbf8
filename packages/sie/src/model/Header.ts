/** What a file says of itself. Each part is a record that a file should have once. */
import * as Schema from "effect/Schema"
import { CalendarDate } from "./CalendarDate.ts"

/** `#PROGRAM`: the program that wrote the file. */
export const Program = Schema.Struct({ name: Schema.String, version: Schema.optional(Schema.NonEmptyString) })
export type Program = typeof Program.Type

/** `#GEN`: when the file was written, and by whom. */
export const Generated = Schema.Struct({ date: CalendarDate, by: Schema.optional(Schema.NonEmptyString) })
export type Generated = typeof Generated.Type

/** What a file says of itself; only what it says, without the defaults of the standard. */
export const Header = Schema.Struct({
  /** `#FLAGGA`: 0, or 1 when a program has already imported the file. */
  flag: Schema.optional(Schema.Int),
  program: Schema.optional(Program),
  /** `#FORMAT`: the encoding; the standard knows `PC8`, which is code page 437. */
  format: Schema.optional(Schema.NonEmptyString),
  generated: Schema.optional(Generated),
  /** `#SIETYP`: 1 to 4; 1 where a file does not say it. 4 is both 4E, an export with balances, and 4I, vouchers to import. */
  type: Schema.optional(Schema.Int),
  /** `#TAXAR`: the year of assessment. */
  taxYear: Schema.optional(Schema.Int),
  /** `#OMFATTN`: the last day that the balances cover. */
  coversUntil: Schema.optional(CalendarDate),
  /** `#KPTYP`: the kind of chart of accounts, such as `BAS95` or `EUBAS97`. */
  chartOfAccounts: Schema.optional(Schema.NonEmptyString),
  /** `#VALUTA`: the currency; SEK where a file does not say it. */
  currency: Schema.optional(Schema.NonEmptyString),
})
export type Header = typeof Header.Type
