/** What files call the states, matches and buckets of a stand; programs read the keys. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { Difference } from "../../stand/rows.ts"
import type {
  AgeBucket,
  BankState,
  CaseState,
  LineState,
  MatchedBy,
  PayoutState,
  TransferState,
} from "../../stand/states.ts"

type Words<K extends string> = Readonly<Record<K, Bilingual>>

export const caseStates: Words<CaseState> = {
  settled: { sv: "avräknat", en: "settled" },
  awaiting_payout: { sv: "väntar på utbetalning", en: "awaiting payout" },
  awaiting_specification: { sv: "väntar på specifikation", en: "awaiting specification" },
  missing_specification: { sv: "specifikation saknas", en: "missing specification" },
  amount_differs: { sv: "beloppet avviker", en: "amount differs" },
  paid_direct: { sv: "betalt direkt", en: "paid direct" },
  unexpected_line: { sv: "oväntad rad", en: "unexpected line" },
  reversed: { sv: "återfört", en: "reversed" },
  ambiguous: { sv: "tvetydigt", en: "ambiguous" },
}

/** What a state of cases means, for the first sheet and the report. */
export const caseMeanings: Words<CaseState> = {
  settled: { sv: "Det väntade kapitalet är utbetalt", en: "The expected capital has been paid out" },
  awaiting_payout: { sv: "Specificerat, ännu inte utbetalt", en: "Specified, and not paid out yet" },
  awaiting_specification: {
    sv: "Avslutat som betalt, specifikationen väntas",
    en: "Closed as paid, the specification is on its way",
  },
  missing_specification: {
    sv: "Specifikationen är försenad: fråga Amili",
    en: "The specification is late: ask Amili",
  },
  amount_differs: {
    sv: "Specificerat kapital är inte det väntade: se Differenser",
    en: "Specified capital is not what was expected: see Differences",
  },
  paid_direct: {
    sv: "Betalt till er: stäm av mot eget bankkonto",
    en: "Paid to you: match against your own bank account",
  },
  unexpected_line: {
    sv: "Ingen utbetalning väntades, men en rad finns",
    en: "No payout was expected, and yet there is a line",
  },
  reversed: { sv: "En rad har tagits tillbaka", en: "A line was taken back" },
  ambiguous: { sv: "Flera rader eller ärenden passar: välj", en: "Several lines or cases fit: choose" },
}

export const lineStates: Words<LineState> = {
  new: { sv: "ny", en: "new" },
  scheduled: { sv: "planerad", en: "scheduled" },
  paid: { sv: "utbetald", en: "paid" },
  changed: { sv: "ändrad", en: "changed" },
  reversed: { sv: "återförd", en: "reversed" },
  gone: { sv: "borttagen", en: "gone" },
  orphan: { sv: "utan ärende", en: "orphan" },
  open_case: { sv: "öppet ärende", en: "open case" },
  ambiguous: { sv: "tvetydig", en: "ambiguous" },
}

export const payoutStates: Words<PayoutState> = {
  balanced: { sv: "stämmer", en: "balanced" },
  differs: { sv: "avviker", en: "differs" },
  lines_incomplete: { sv: "rader saknas", en: "lines incomplete" },
  total_unknown: { sv: "total okänd", en: "total unknown" },
  reversed: { sv: "återförd", en: "reversed" },
}

export const bankStates: Words<BankState> = {
  arrived: { sv: "framme", en: "arrived" },
  in_transit: { sv: "på väg", en: "in transit" },
  missing: { sv: "saknas", en: "missing" },
  differs: { sv: "avviker", en: "differs" },
  several_candidates: { sv: "flera möjliga", en: "several candidates" },
  no_bank_file: { sv: "ingen bankfil", en: "no bank file" },
  not_due: { sv: "ej förfallen", en: "not due" },
}

export const transferStates: Words<TransferState> = {
  matched: { sv: "avstämd", en: "matched" },
  differs: { sv: "avviker", en: "differs" },
  several_candidates: { sv: "flera möjliga", en: "several candidates" },
  unexplained: { sv: "oförklarad", en: "unexplained" },
}

export const matches: Words<MatchedBy> = {
  case: { sv: "ärende", en: "case" },
  invoice: { sv: "fakturanummer", en: "invoice number" },
  reference: { sv: "referens", en: "reference" },
}

export const buckets: Words<AgeBucket> = {
  "0-7": { sv: "0-7 dagar", en: "0-7 days" },
  "8-14": { sv: "8-14 dagar", en: "8-14 days" },
  "15-30": { sv: "15-30 dagar", en: "15-30 days" },
  "31-60": { sv: "31-60 dagar", en: "31-60 days" },
  "61-": { sv: "över 60 dagar", en: "over 60 days" },
}

export const kinds: Words<Difference["kind"]> = {
  case: { sv: "ärende", en: "case" },
  line: { sv: "rad", en: "line" },
  payout: { sv: "utbetalning", en: "payout" },
  transfer: { sv: "bankrad", en: "transfer" },
  summary: { sv: "sammanställning", en: "summary" },
}
