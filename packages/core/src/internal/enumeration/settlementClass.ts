/**
 * Our reading of a close reason: what accounting does next. It refines the guide's paid and unpaid, which are too
 * coarse to book from, and is never a booking instruction by itself.
 */
import type { Known as KnownReason } from "./closeReason.ts"
import type { Language } from "./openEnumeration.ts"

/** All settlement classes. */
export const all = [
  "payout_expected",
  "payout_with_residual",
  "paid_direct",
  "loss",
  "loss_to_confirm",
  "credit_or_cancel",
  "returned",
  "moved",
  "unclassified",
] as const

type SettlementClass = (typeof all)[number]

/** Other classes for some reasons, known or not: `{ prescribed: "loss" }`. */
export type Overrides = Readonly<Record<string, SettlementClass>>

const defaults: Readonly<Record<KnownReason, SettlementClass>> = {
  fully_paid: "payout_expected",
  fully_paid_before_reminder: "payout_expected",
  fully_paid_before_debt_collection: "payout_expected",
  fully_paid_depreciation: "payout_with_residual",
  capital_paid_to_creditor: "paid_direct",
  bankruptcy: "loss",
  debt_restructuring: "loss",
  deceased: "loss_to_confirm",
  written_off: "loss_to_confirm",
  dispute: "credit_or_cancel",
  credit: "credit_or_cancel",
  cancellation: "credit_or_cancel",
  recalled: "returned",
  resubmit_invoice: "moved",
  migrated: "moved",
}
const byReason: ReadonlyMap<string, SettlementClass> = new Map(Object.entries(defaults))

/** The class of a case closed for this reason. A reason nobody has classed, or none at all, is `unclassified`. */
export const of = (reason: string | undefined, overrides: Overrides = {}): SettlementClass => {
  if (reason === undefined) return "unclassified"
  const overridden = Object.hasOwn(overrides, reason) ? overrides[reason] : undefined
  return overridden ?? byReason.get(reason) ?? "unclassified"
}

const descriptions: Readonly<Record<SettlementClass, Readonly<Record<Language, string>>>> = {
  payout_expected: { en: "Match against payout specifications", sv: "Stäm av mot utbetalningsspecifikation" },
  payout_with_residual: {
    en: "Match against payout specifications, and decide on the residual capital",
    sv: "Stäm av mot utbetalningsspecifikation och besluta om restkapitalet",
  },
  paid_direct: {
    en: "Paid straight to the creditor: match against the own bank account",
    sv: "Betald direkt till borgenären: stäm av mot eget bankkonto",
  },
  loss: { en: "Confirmed loss: keep the evidence", sv: "Konstaterad förlust: spara underlaget" },
  loss_to_confirm: { en: "Probable loss: a person decides", sv: "Befarad förlust: kräver beslut" },
  credit_or_cancel: {
    en: "Credit note or correction, not a bad-debt loss",
    sv: "Kreditnota eller rättelse, inte kundförlust",
  },
  returned: { en: "Returned: the claim is alive with the creditor", sv: "Återlämnad: fordran lever hos borgenären" },
  moved: { en: "Lives on as another case: no loss", sv: "Lever vidare som annat ärende: ingen förlust" },
  unclassified: { en: "Not classified: a person decides", sv: "Oklassificerad: kräver beslut" },
}

/** What accounting does next with cases of this class. */
export const describe = (settlementClass: SettlementClass, language: Language = "en"): string =>
  descriptions[settlementClass][language]
