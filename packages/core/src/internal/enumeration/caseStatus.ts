/** Where in its state a case is. The API documents no list: three are seen in its examples, any other text is kept. */
import * as Brand from "effect/Brand"
import * as OpenEnumeration from "./openEnumeration.ts"

/** The statuses that we know. */
export const known = ["initialized", "reminder_sent", "debt_collection_active"] as const

/** A status that we know. */
export type Known = (typeof known)[number]
/** A status that this version does not know; it goes back to the server as it came. */
export type Unknown = string & Brand.Brand<"UnknownCaseStatus">

const enumeration = OpenEnumeration.make(known, Brand.nominal<Unknown>(), {
  initialized: { en: "Set up", sv: "Upplagd" },
  reminder_sent: { en: "Reminder sent", sv: "Påminnelse skickad" },
  debt_collection_active: { en: "Debt collection active", sv: "Inkasso pågår" },
})

/** The status that the text names; a text we do not know becomes an `Unknown`. */
export const of: (text: string) => Known | Unknown = enumeration.of

/** Whether we know the status. */
export const isKnown: (status: string) => status is Known = enumeration.isKnown

/** What the status means, in a few words; an unknown one describes itself. */
export const describe: (status: string, language?: OpenEnumeration.Language) => string = enumeration.describe
