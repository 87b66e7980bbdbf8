/** One row of a statement, in the standard's terms. */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as BigDecimal from "effect/BigDecimal"
import type { Account } from "./Account.ts"
import type { Place } from "./BankFileError.ts"
import type { Statement } from "./Statement.ts"

export type Direction = "credit" | "debit"

export interface Entry {
  readonly statement: Statement
  /** As exact as the bank wrote it, never negative. */
  readonly amount: BigDecimal.BigDecimal
  /** May be another one than the account's. */
  readonly currency: string
  /** How the entry moves the balance, that of a reversal too: a reversed credit is a debit. */
  readonly direction: Direction
  readonly reversal: boolean
  /** Only a booked entry has moved the balance. */
  readonly status: "booked" | "pending" | "information"
  /** Present on a booked entry. */
  readonly bookedOn: CalendarDay | undefined
  readonly valueOn: CalendarDay | undefined
  /** The bank's own reference (`AcctSvcrRef`). */
  readonly reference: string | undefined
  /** Payments that the entry is made of. They explain its amount and are never added to it. */
  readonly details: ReadonlyArray<Details>
  readonly place: Place
}

/** One payment within an entry; a batch has many. */
export interface Details {
  /** Undefined where the bank gives only the amount of the entry. */
  readonly amount: BigDecimal.BigDecimal | undefined
  readonly currency: string | undefined
  /** Undefined where it is that of the entry. */
  readonly direction: Direction | undefined
  /** Ids of the payment, such as its end-to-end id. */
  readonly ids: ReadonlyArray<string>
  /** Structured references of the payee: OCR number, payment reference, invoice number. */
  readonly references: ReadonlyArray<string>
  /** Free text of the payer, as written. */
  readonly messages: ReadonlyArray<string>
  readonly debtor: Party
  readonly creditor: Party
}

export interface Party {
  readonly name: string | undefined
  readonly account: Account | undefined
}

/** The amount as it moves the balance: credits are positive. */
export const signed = (amount: BigDecimal.BigDecimal, direction: Direction): BigDecimal.BigDecimal =>
  direction === "credit" ? amount : BigDecimal.negate(amount)
