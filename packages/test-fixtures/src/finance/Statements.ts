/** What a bank says about its accounts: a statement for each account and bank day. */
import { type Creditor } from "../internal/generate/caseColumns.ts"
import { day, hour, isBankDay, midnight } from "../internal/finance/days.ts"
import * as Account from "./Account.ts"
import { type BankRow, type Event } from "./Event.ts"

/** What the bank says of one account and one day. Amounts are whole hundredths of the currency. */
export interface Statement {
  /** The number of the bank day in its year: every account has it, and next year has it again. */
  readonly id: string
  /** Whose account it is. */
  readonly creditor: Creditor
  /** The number of the account. */
  readonly iban: string
  /** The currency of the account. */
  readonly currency: string
  /** Midnight (UTC) of the day. */
  readonly day: number
  /** What the account held before the rows, in whole hundredths of the currency. */
  readonly opening: number
  /** The rows of the day. */
  readonly rows: ReadonlyArray<BankRow>
  /** What it held after them, in whole hundredths of the currency. */
  readonly closing: number
}

/** Which days the bank is asked about, when, and of whose accounts. */
export interface Range {
  /** The first day, included, in epoch milliseconds. */
  readonly from: number
  /** The last day, included, in epoch milliseconds. */
  readonly to: number
  /** When the bank is asked, in epoch milliseconds: it makes a day's statement in the evening. */
  readonly at: number
  /** Only the accounts of this creditor. */
  readonly creditor?: string | undefined
}

/** What every account held before the history. */
const before = 100_000_00

/** How long after the midnight that a day begins with its statement is made. */
export const madeAfter = 19 * hour

/**
 * Statements of the bank days in a range, account by account, of every account that had a row before the bank was asked.
 * The history must have been advanced that far.
 */
export const make = (events: ReadonlyArray<Event>, { from, to, at, creditor }: Range): ReadonlyArray<Statement> => {
  const accounts = new Map<string, Array<BankRow>>()
  for (const event of events) {
    if (event.at > at) break
    if (event._tag !== "Bank" || (creditor !== undefined && event.after.creditor.id.hex !== creditor)) continue
    const iban = Account.iban(event.after.creditor, event.after.currency)
    accounts.set(iban, [...(accounts.get(iban) ?? []), event.after])
  }
  const last = Math.min(to, at - madeAfter)
  return [...accounts].flatMap(([iban, rows]) => ofAccount(iban, rows, midnight(from), last))
}

const ofAccount = (iban: string, rows: ReadonlyArray<BankRow>, from: number, to: number): ReadonlyArray<Statement> => {
  const [first] = rows
  const statements: Array<Statement> = []
  if (first === undefined) return statements
  let balance = before + sum(rows.filter((row) => row.day < from))
  for (let date = from; date <= to; date += day) {
    if (!isBankDay(date)) continue
    const ours = rows.filter((row) => row.day === date)
    const opening = balance
    balance += sum(ours)
    const { creditor, currency } = first
    const id = String(bankDayOfYear(date))
    statements.push({ id, creditor, iban, currency, day: date, opening, rows: ours, closing: balance })
  }
  return statements
}

const sum = (rows: ReadonlyArray<BankRow>): number => rows.reduce((total, { amount }) => total + amount, 0)

const bankDayOfYear = (date: number): number => {
  let count = 0
  for (let one = Date.UTC(new Date(date).getUTCFullYear(), 0, 1); one <= date; one += day)
    if (isBankDay(one)) count += 1
  return count
}
