/** Why a case was closed. An open list: the guide's fifteen are known, any other text is kept. */
import * as Brand from "effect/Brand"
import * as OpenEnumeration from "./openEnumeration.ts"

const paid = [
  "fully_paid",
  "fully_paid_depreciation",
  "fully_paid_before_reminder",
  "fully_paid_before_debt_collection",
  "capital_paid_to_creditor",
] as const

const unpaid = [
  "bankruptcy",
  "deceased",
  "recalled",
  "credit",
  "cancellation",
  "dispute",
  "written_off",
  "debt_restructuring",
  "resubmit_invoice",
  "migrated",
] as const

/** The close reasons that we know. */
export const known = [...paid, ...unpaid] as const

/** A close reason that we know. */
export type Known = (typeof known)[number]
/** A reason that this version does not know; it goes back to the server as it came. */
export type Unknown = string & Brand.Brand<"UnknownCloseReason">

/** The guide's two groups; a reason it does not list is in neither. */
export type Outcome = "paid" | "unpaid" | "unknown"

const enumeration = OpenEnumeration.make(known, Brand.nominal<Unknown>(), {
  fully_paid: { en: "Fully paid by debtor", sv: "Fullt betald av gäldenären" },
  fully_paid_depreciation: { en: "Fully paid with depreciation applied", sv: "Fullt betald efter nedsättning" },
  fully_paid_before_reminder: { en: "Paid before the reminder stage", sv: "Betald före påminnelse" },
  fully_paid_before_debt_collection: { en: "Paid before the debt collection stage", sv: "Betald före inkasso" },
  capital_paid_to_creditor: { en: "Capital paid directly to creditor", sv: "Kapitalet betalt direkt till borgenären" },
  bankruptcy: { en: "Debtor declared bankrupt", sv: "Gäldenären i konkurs" },
  deceased: { en: "Debtor deceased", sv: "Gäldenären avliden" },
  recalled: { en: "Recalled by creditor", sv: "Återkallad av borgenären" },
  credit: { en: "Credited by creditor", sv: "Krediterad av borgenären" },
  cancellation: { en: "Cancelled", sv: "Makulerad" },
  dispute: { en: "Closed due to dispute resolution", sv: "Avslutad efter tvist" },
  written_off: { en: "Written off", sv: "Avskriven" },
  debt_restructuring: { en: "Closed due to debt restructuring", sv: "Avslutad på grund av skuldsanering" },
  resubmit_invoice: { en: "Closed for resubmission as a new case", sv: "Avslutad för att läggas upp som nytt ärende" },
  migrated: { en: "Migrated to another system", sv: "Flyttad till annat system" },
})

/** The reason that the text names; a text we do not know becomes an `Unknown`. */
export const of: (text: string) => Known | Unknown = enumeration.of

/** Whether we know the close reason. */
export const isKnown: (reason: string) => reason is Known = enumeration.isKnown

/** What the reason means, in a few words; an unknown one describes itself. */
export const describe: (reason: string, language?: OpenEnumeration.Language) => string = enumeration.describe

const outcomes: ReadonlyMap<string, Outcome> = new Map([
  ...paid.map((reason) => [reason, "paid"] as const),
  ...unpaid.map((reason) => [reason, "unpaid"] as const),
])

/** The guide's group of the reason. Too coarse to book from: see `SettlementClass`. */
export const outcome = (reason: string | undefined): Outcome => outcomes.get(reason ?? "") ?? "unknown"
