/** Texts of vouchers, in Swedish since Swedish accountants keep them; short enough for every receiver. */
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as FinanceCategory from "@amili-cases/core/FinanceCategory"
import type { LineFacts } from "../../payouts/events/LineEvent.ts"

/** What Fortnox takes. */
const longest = 50

/** Cut by characters as a person counts them, on one line. */
export const fitted = (text: string): string => {
  const chars = Array.from(text.replaceAll(/\s+/g, " ").trim())
  return chars.length <= longest ? chars.join("") : `${chars.slice(0, longest - 3).join("")}...`
}

export const ofLine = ({ category, invoiceNumber }: LineFacts): string =>
  ["Amili", FinanceCategory.describe(category ?? "", "sv"), ...(invoiceNumber === null ? [] : [invoiceNumber])].join(
    " ",
  )

export const ofLoss = (what: string, reason: string | undefined, invoice: string | undefined): string =>
  [what, ...(invoice === undefined ? [] : [invoice]), CloseReason.describe(reason ?? "", "sv")].join(" ")

/** The day comes first, so that it is never cut off. */
export const withDay = (text: string, original: string | undefined): string =>
  fitted(original === undefined ? text : `(${original}) ${text}`)
