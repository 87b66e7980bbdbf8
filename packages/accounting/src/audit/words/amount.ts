import { amountText } from "../../reconcile/files/headline.ts"

/** A sum of a manifest, decimal text with two digits, as Swedish writes it: `1 234,50 SEK`. */
export const sumText = (sum: string, currency: string): string =>
  `${/^-?\d+\.\d\d$/.test(sum) ? amountText(BigInt(sum.replace(".", "")), "sv") : sum} ${currency}`.trimEnd()
