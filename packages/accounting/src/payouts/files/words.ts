/** What files call events, states and changed facts; programs read the keys. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { LineKind, LineState } from "../events/LineEvent.ts"
import type { PayoutState } from "../events/PayoutEvent.ts"
import type { Changed } from "./rows.ts"

export const kinds: Readonly<Record<LineKind, Bilingual>> = {
  new: { sv: "ny", en: "new" },
  scheduled: { sv: "planerad", en: "scheduled" },
  paid_out: { sv: "utbetald", en: "paid out" },
  changed: { sv: "ändrad", en: "changed" },
  reversed: { sv: "återförd", en: "reversed" },
  gone: { sv: "borttagen", en: "gone" },
  found_again: { sv: "åter med", en: "found again" },
}

/** What an event means, for the summary. */
export const meanings: Readonly<Record<LineKind, Bilingual>> = {
  new: { sv: "Rad som inte funnits med förut: bokför den", en: "A line that was not there before: book it" },
  scheduled: { sv: "Raden har fått ett utbetalningsdatum", en: "The line has got a payout date" },
  paid_out: { sv: "Utbetalningsdatumet har passerat", en: "The payout date has passed" },
  changed: { sv: "Raden har ändrats: bokför skillnaden", en: "The line has changed: book the difference" },
  reversed: { sv: "Raden eller dess utbetalning har tagits tillbaka", en: "The line or its payout was taken back" },
  gone: { sv: "Raden finns inte längre hos Amili", en: "The API has no such line now" },
  found_again: { sv: "En borttagen rad finns igen", en: "A line that was gone is there again" },
}

export const lineStates: Readonly<Record<LineState, Bilingual>> = {
  waiting: { sv: "väntar", en: "waiting" },
  scheduled: { sv: "planerad", en: "scheduled" },
  paid: { sv: "utbetald", en: "paid" },
  gone: { sv: "borttagen", en: "gone" },
}

export const payoutStates: Readonly<Record<PayoutState, Bilingual>> = {
  scheduled: { sv: "planerad", en: "scheduled" },
  paid: { sv: "utbetald", en: "paid" },
  reversed: { sv: "återförd", en: "reversed" },
  gone: { sv: "borttagen", en: "gone" },
}

export const facts: Readonly<Record<Changed, { readonly key: string } & Bilingual>> = {
  caseId: { key: "case_id", sv: "ärende", en: "case" },
  creditorId: { key: "creditor_id", sv: "borgenär", en: "creditor" },
  invoiceNumber: { key: "invoice_number", sv: "fakturanummer", en: "invoice number" },
  reference: { key: "reference", sv: "referens", en: "reference" },
  category: { key: "category", sv: "kategori", en: "category" },
  article: { key: "article", sv: "artikel", en: "article" },
  currency: { key: "currency", sv: "valuta", en: "currency" },
  net: { key: "net", sv: "netto", en: "net" },
  vat: { key: "vat", sv: "moms", en: "VAT" },
  total: { key: "total", sv: "total", en: "total" },
  bookedAt: { key: "booked_on", sv: "bokföringsdatum", en: "booking date" },
  payoutId: { key: "payout_id", sv: "utbetalning", en: "payout" },
  payoutDate: { key: "payout_on", sv: "utbetalningsdatum", en: "payout date" },
  payoutReference: { key: "payout_reference", sv: "utbetalningsreferens", en: "payout reference" },
  status: { key: "status", sv: "status", en: "status" },
  interval: { key: "interval", sv: "intervall", en: "interval" },
  summary: { key: "summary", sv: "sammanställning", en: "summary" },
}
