/** The stage a case is in. An open list: the guide's eight and two seen elsewhere are known, any other text is kept. */
import * as Brand from "effect/Brand"
import * as OpenEnumeration from "./openEnumeration.ts"

/** The states that we know, in the order in which cases pass through them. */
export const known = [
  "initializing",
  "invoice",
  "reminder",
  "debt_collection",
  "enforcement",
  "debt_surveillance",
  "amortization",
  "dispute",
  "estate",
  "bankruptcy_estate",
] as const

/** A state that we know. */
export type Known = (typeof known)[number]
/** A state that this version does not know; it goes back to the server as it came. */
export type Unknown = string & Brand.Brand<"UnknownCaseState">

const enumeration = OpenEnumeration.make(known, Brand.nominal<Unknown>(), {
  initializing: { en: "Being set up", sv: "Läggs upp" },
  invoice: { en: "Invoice sent, not yet due", sv: "Faktura skickad, ännu inte förfallen" },
  reminder: { en: "Reminder sent, awaiting payment", sv: "Påminnelse skickad, inväntar betalning" },
  debt_collection: { en: "In active debt collection", sv: "Inkassokrav pågår" },
  enforcement: { en: "At the enforcement authority (Kronofogden)", sv: "Hos Kronofogden" },
  debt_surveillance: { en: "Long-term debt monitoring", sv: "Långtidsbevakning" },
  amortization: { en: "Payment plan active", sv: "Avbetalningsplan" },
  dispute: { en: "Under dispute", sv: "Bestridd" },
  estate: { en: "Estate administration", sv: "Dödsbo" },
  bankruptcy_estate: {
    en: "Debtor declared bankrupt, estate under administration",
    sv: "Konkursbo under förvaltning",
  },
})

/** The state that the text names; a text we do not know becomes an `Unknown`. */
export const of: (text: string) => Known | Unknown = enumeration.of

/** Whether we know the state. */
export const isKnown: (state: string) => state is Known = enumeration.isKnown

/** What the state means, in a few words; an unknown one describes itself. */
export const describe: (state: string, language?: OpenEnumeration.Language) => string = enumeration.describe
