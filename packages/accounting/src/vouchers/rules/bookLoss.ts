/** What a case that is closed unpaid books: a confirmed loss with its VAT, or a probable one without. Pure. */
import type { Company, VatRate } from "../map/AccountMap.ts"
import { objectOf } from "./bookLine.ts"
import type { Posting } from "./Posting.ts"
import { accountOf, vatIn } from "./vat.ts"

interface Claim {
  /** What is left of the invoiced amount, VAT included. */
  readonly remaining: bigint
  readonly invoice: string | undefined
  readonly rate: VatRate
}

/** The receivable is gone: its net amount is a cost, and its VAT is taken back. */
export const confirmed = ({ invoice, rate, remaining }: Claim, { booking }: Company): ReadonlyArray<Posting> => {
  const vat = vatIn(remaining, rate)
  const account = accountOf(booking, rate)
  const object = objectOf(invoice)
  return [
    { account: booking.confirmedLoss, amount: remaining - vat, ...object },
    ...(account === undefined || vat === 0n ? [] : [{ account, amount: vat, ...object }]),
    { account: booking.receivable, amount: -remaining, ...object },
  ]
}

/** The receivable stays and is valued down by its net amount: VAT is taken back only when the loss is confirmed. */
export const probable = ({ invoice, rate, remaining }: Claim, { booking }: Company): ReadonlyArray<Posting> => {
  const net = remaining - vatIn(remaining, rate)
  const object = objectOf(invoice)
  return [
    { account: booking.probableLoss, amount: net, ...object },
    { account: booking.provision, amount: -net, ...object },
  ]
}
