/**
 * What really happened to cases, lines, payouts and bank rows. Each event carries its subject as it was afterwards.
 * Amounts are whole hundredths of the currency (öre), instants are epoch milliseconds.
 */
import { type Creditor } from "../internal/generate/caseColumns.ts"
import { type Oddity } from "./Oddity.ts"

interface Subject {
  /** The id of its document, or of the row. */
  readonly id: string
  /** What is unusual about it. */
  readonly oddities: ReadonlyArray<Oddity>
}

interface Stored extends Subject {
  /** When the document was stored first. */
  readonly createdAt: number
  /** What the API shows as `_updated`: not every change moves it. */
  readonly updatedAt: number
  /** Whose it is. */
  readonly creditor: Creditor
  /** The currency of its amounts. */
  readonly currency: string
}

/** A case, with what was claimed, what remains, and what the debtor has paid so far. */
export interface Case extends Stored {
  /** Which generated case lends it the debtor and the other fields that money does not depend on. */
  readonly rank: number
  /** The number of its invoice. */
  readonly invoiceNumber: string
  /** The number under which Amili knows it. */
  readonly reference: string
  /** Its state as the API shows it. */
  readonly state: string
  /** Capital of the invoice. */
  readonly claimed: number
  /** Capital that is left. */
  readonly remaining: number
  /** Capital that the debtor has paid to Amili, less what was taken back. */
  readonly collected: number
  /** When and why it was closed; undefined while it is open. */
  readonly closed: { readonly at: number; readonly reason: string } | undefined
}

/** A payout specification: one line of a case, which at most one payout pays out. */
export interface Line extends Stored {
  /** The case that it belongs to. */
  readonly case: string
  /** The case that the document names: not always the line's own. */
  readonly namedCase: string | undefined
  /** The invoice number that the document names. */
  readonly invoiceNumber: string
  /** The reference number that the document names. */
  readonly reference: string
  /** The state that its case was in when the line was made. */
  readonly state: string
  /** Its finance category. */
  readonly category: string
  /** What kind of amount it is. */
  readonly article: string
  /** Its amount without VAT. */
  readonly net: number
  /** Its VAT. */
  readonly vat: number
  /** The payout that it is part of, from the moment that the payout is made. */
  readonly payout: string | undefined
  /** What the document says about its payout, which may come later, or stay when it is no longer true. */
  readonly shown: { readonly payout: string; readonly date: number; readonly reference: string } | undefined
  /** The line that this one takes back. */
  readonly reverses: string | undefined
  /** The line that takes this one back. */
  readonly reversedBy: string | undefined
  /** Whether the document is gone. */
  readonly deleted: boolean
}

/** A part of a payout that no line has, such as a fee. */
export interface Remainder {
  /** Where it comes from. */
  readonly reason: "fee" | "rounding" | "adjustment"
  /** What it adds to the total; negative where it is taken off. */
  readonly amount: number
}

/** A line as it went into a payout. */
export interface Part {
  /** The id of the line. */
  readonly line: string
  /** The amount without VAT with which it went in. */
  readonly net: number
  /** The VAT with which it went in. */
  readonly vat: number
  /** The article that it had. */
  readonly article: string
}

/** A transfer from Amili to a creditor, with the lines as they went into it. */
export interface Payout extends Stored {
  /** None where the payout is of several categories. */
  readonly category: string | undefined
  /** The lines as they went in. */
  readonly parts: ReadonlyArray<Part>
  /** What the total has beside the lines: total = sum of parts + sum of remainders. */
  readonly remainders: ReadonlyArray<Remainder>
  /** What is transferred, with VAT. */
  readonly total: number
  /** Midnight (UTC) of the day on which the money leaves Amili. */
  readonly date: number
  /** The reference of the transfer. */
  readonly reference: string
  /** How far it is. */
  readonly status: "scheduled" | "paid" | "reversed"
  /** Which totals the document has. */
  readonly totals: "all" | "total" | "parts" | "none"
}

/** A row on the account of a creditor. */
export interface BankRow extends Subject {
  /** Whose account it is. */
  readonly creditor: Creditor
  /** The currency of the account. */
  readonly currency: string
  /** Midnight (UTC) of the booking day. */
  readonly day: number
  /** Negative where money leaves the account. */
  readonly amount: number
  /** The payouts in it with their totals; none where the row is not Amili's. */
  readonly payouts: ReadonlyArray<{ readonly payout: string; readonly amount: number }>
  /** The text of the row. */
  readonly text: string
  /** The bank's own reference of the row. */
  readonly bankReference: string | undefined
  /** Whether the row lists the payouts, or only their sum. */
  readonly detailed: boolean
  /** Whether the row takes an earlier one back. */
  readonly reversal: boolean
}

/** Something that happened: to what, when, and how its subject was afterwards. */
export type Event = {
  /** When, in epoch milliseconds. */
  readonly at: number
} & (
  | Happened<"Case", "created" | "state changed" | "paid" | "paid to creditor" | "closed" | "opened again", Case>
  | Happened<"Line", "created" | "scheduled" | "shown" | "changed" | "reversed" | "released" | "deleted", Line>
  | Happened<"Payout", "created" | "paid" | "lost" | "reversed", Payout>
  | Happened<"Bank", "booked", BankRow>
)

interface Happened<Tag, What, Subject> {
  readonly _tag: Tag
  /** What happened. */
  readonly what: What
  /** The subject as it was afterwards. */
  readonly after: Subject
}

/** The line's amount with VAT. */
export const lineTotal = ({ net, vat }: { readonly net: number; readonly vat: number }): number => net + vat
