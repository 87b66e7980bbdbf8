/** What a payout line pays for. An open list: the API's four are known, any other text is kept. */
import * as Brand from "effect/Brand"
import * as OpenEnumeration from "./openEnumeration.ts"

/** The finance categories that we know. */
export const known = ["capital", "interest", "creditor_commission", "creditor_outlay"] as const

/** A finance category that we know. */
export type Known = (typeof known)[number]
/** A category that this version does not know; it goes back to the server as it came. */
export type Unknown = string & Brand.Brand<"UnknownFinanceCategory">

const enumeration = OpenEnumeration.make(known, Brand.nominal<Unknown>(), {
  capital: { en: "Capital", sv: "Kapital" },
  interest: { en: "Interest", sv: "Ränta" },
  creditor_commission: { en: "Creditor's share of fees", sv: "Borgenärens del av avgifter" },
  creditor_outlay: { en: "Creditor's outlays", sv: "Borgenärens utlägg" },
})

/** The category that the text names; a text we do not know becomes an `Unknown`. */
export const of: (text: string) => Known | Unknown = enumeration.of

/** Whether we know the finance category. */
export const isKnown: (category: string) => category is Known = enumeration.isKnown

/** What the category means, in a few words; an unknown one describes itself. */
export const describe: (category: string, language?: OpenEnumeration.Language) => string = enumeration.describe
