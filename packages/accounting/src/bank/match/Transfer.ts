/** Money that moved between Amili and a creditor, as bank files show it. */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as BigDecimal from "effect/BigDecimal"
import * as Account from "../Account.ts"
import type { Place } from "../BankFileError.ts"
import { type Details, type Entry, signed } from "../Entry.ts"

/** An account that a person has confirmed to be Amili's, for payouts to a creditor. */
export interface Payer {
  readonly creditorId: string
  readonly account: Account.Account
  /** The creditor's own account on which the payouts come; undefined means any. */
  readonly receiving?: Account.Account | undefined
}

export interface Transfer {
  /** Of the entry; a payment of a batch adds its number, from 1: `key#2`. */
  readonly key: string
  /** Creditors whose payouts come from the account. */
  readonly creditorIds: ReadonlySet<string>
  readonly bookedOn: CalendarDay
  /** Negative when the creditor paid Amili. */
  readonly amount: BigDecimal.BigDecimal
  readonly currency: string
  /** Structured references, ids and messages of the payment: wherever a payout reference may stand. */
  readonly references: ReadonlySet<string>
  readonly place: Place
}

/**
 * Amili's transfers in an entry; none when the entry is not booked or not Amili's. In a batch with an amount for each
 * payment, each payment of Amili's is a transfer. A batch without them, or with amounts that are not its own, is one
 * transfer, if all of it is Amili's.
 */
export const transfersOf = (entry: Entry, key: string, payers: ReadonlyArray<Payer>): ReadonlyArray<Transfer> => {
  const { bookedOn, details, place } = entry
  if (entry.status !== "booked" || bookedOn === undefined || details.length === 0) return []
  const transfer = (key: string, amount: BigDecimal.BigDecimal, currency: string, payments: ReadonlyArray<Details>) => {
    const creditorIds = creditorsOf(entry, payments, payers)
    if (creditorIds.size === 0) return []
    const references = payments
      .flatMap(({ ids, messages, references }) => [...references, ...ids, ...messages])
      .map((text) => text.trim())
      .filter((text) => text !== "")
    return [{ key, creditorIds, bookedOn, amount, currency, references: new Set(references), place }]
  }
  const parts = details.flatMap((payment, index) =>
    payment.amount === undefined || payment.currency === undefined
      ? []
      : [{ payment, amount: payment.amount, currency: payment.currency, key: `${key}#${index + 1}` }],
  )
  // Payments may name their amounts in the currency of the payer, or before fees; the entry says what arrived.
  const whole = transfer(key, signed(entry.amount, entry.direction), entry.currency, details)
  if (details.length === 1 || parts.length < details.length || (whole.length > 0 && !addUp(entry, parts))) return whole
  return parts.flatMap(({ amount, currency, key, payment }) =>
    transfer(key, signed(amount, payment.direction ?? entry.direction), currency, [payment]),
  )
}

const addUp = (
  { amount, currency, direction }: Entry,
  parts: ReadonlyArray<Pick<Transfer, "amount" | "currency"> & { readonly payment: Details }>,
): boolean => {
  const sum = BigDecimal.sumAll(parts.map((part) => signed(part.amount, part.payment.direction ?? direction)))
  return parts.every((part) => part.currency === currency) && BigDecimal.equals(sum, signed(amount, direction))
}

/** Creditors for whom the other party of every payment is confirmed. */
const creditorsOf = (
  { direction, statement }: Entry,
  payments: ReadonlyArray<Details>,
  payers: ReadonlyArray<Payer>,
): ReadonlySet<string> => {
  const isFrom = (payment: Details, payer: Payer) => {
    const { account } = (payment.direction ?? direction) === "credit" ? payment.debtor : payment.creditor
    return account !== undefined && Account.isSame(account, payer.account)
  }
  const confirmed = payers.filter(
    (payer) =>
      (payer.receiving === undefined || Account.isSame(statement.account, payer.receiving)) &&
      payments.every((payment) => isFrom(payment, payer)),
  )
  return new Set(confirmed.map(({ creditorId }) => creditorId))
}
