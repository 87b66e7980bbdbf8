/**
 * What really happened to cases, lines, payouts and bank rows. Each event carries its subject as it was afterwards.
 * Amounts are whole hundredths of the currency (öre), instants are epoch milliseconds.
 */
import { type Creditor } from "../internal/generate/caseColumns.ts"
import { type Oddity } from "./Oddity.ts"

interface Subject {
  readonly id: string
  /** What is unusual about it. */
  readonly oddities: ReadonlyArray<Oddity>
}

interface Stored extends Subject {
  readonly createdAt: number
  /** What the API shows as `_updated`: not every change moves it. */
  readonly updatedAt: number
  readonly creditor: Creditor
  readonly currency: string
}

/** A case, with what was claimed, what remains, and what the debtor has paid so far. */
export interface Case extends Stored {
  /** Which generated case lends it the debtor and the other fields that money does not depend on. */
  readonly rank: number
  readonly invoiceNumber: string
  readonly reference: string
  readonly state: string
  readonly claimed: number
  readonly remaining: number
  /** Capital that the debtor has paid to Amili, less what was taken back. */
  readonly collected: number
  readonly closed: { readonly at: number; readonly reason: string } | undefined
}

/** A payout specification: one line of a case, which at most one payout pays out. */
export interface Line extends Stored {
  readonly case: string
  /** The case that the document names: not always the line's own. */
  readonly namedCase: string | undefined
  readonly invoiceNumber: string
  readonly reference: string
  readonly state: string
  readonly category: string
  readonly article: string
  readonly net: number
  readonly vat: number
  /** The payout that it is part of, from the moment that the payout is made. */
  readonly payout: string | undefined
  /** What the document says about its payout, which may come later, or stay when it is no longer true. */
  readonly shown: { readonly payout: string; readonly date: number; readonly reference: string } | undefined
  /** The line that this one takes back. */
  readonly reverses: string | undefined
  /** The line that takes this one back. */
  readonly reversedBy: string | undefined
  readonly deleted: boolean
}

/** A part of a payout that no line has, such as a fee. */
export interface Remainder {
  readonly reason: "fee" | "rounding" | "adjustment"
  readonly amount: number
}

/** A line as it went into a payout. */
export interface Part {
  readonly line: string
  readonly net: number
  readonly vat: number
  readonly article: string
}

/** A transfer from Amili to a creditor, with the lines as they went into it. */
export interface Payout extends Stored {
  /** None where the payout is of several categories. */
  readonly category: string | undefined
  readonly parts: ReadonlyArray<Part>
  /** What the total has beside the lines: total = sum of parts + sum of remainders. */
  readonly remainders: ReadonlyArray<Remainder>
  readonly total: number
  /** Midnight (UTC) of the day on which the money leaves Amili. */
  readonly date: number
  readonly reference: string
  readonly status: "scheduled" | "paid" | "reversed"
  /** Which totals the document has. */
  readonly totals: "all" | "total" | "parts" | "none"
}

/** A row on the account of a creditor. */
export interface BankRow extends Subject {
  readonly creditor: Creditor
  readonly currency: string
  /** Midnight (UTC) of the booking day. */
  readonly day: number
  /** Negative where money leaves the account. */
  readonly amount: number
  /** The payouts in it with their totals; none where the row is not Amili's. */
  readonly payouts: ReadonlyArray<{ readonly payout: string; readonly amount: number }>
  readonly text: string
  /** The bank's own reference of the row. */
  readonly bankReference: string | undefined
  /** Whether the row lists the payouts, or only their sum. */
  readonly detailed: boolean
  /** Whether the row takes an earlier one back. */
  readonly reversal: boolean
}

/** Something that happened: to what, when, and how its subject was afterwards. */
export type Event = { readonly at: number } & (
  | {
      readonly _tag: "Case"
      readonly what: "created" | "state changed" | "paid" | "paid to creditor" | "closed" | "opened again"
      readonly after: Case
    }
  | {
      readonly _tag: "Line"
      readonly what: "created" | "scheduled" | "shown" | "changed" | "reversed" | "released" | "deleted"
      readonly after: Line
    }
  | { readonly _tag: "Payout"; readonly what: "created" | "paid" | "lost" | "reversed"; readonly after: Payout }
  | { readonly _tag: "Bank"; readonly what: "booked"; readonly after: BankRow }
)

/** The line's amount with VAT. */
export const lineTotal = ({ net, vat }: { readonly net: number; readonly vat: number }): number => net + vat
