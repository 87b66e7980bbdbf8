/** What differences are called, and what to do about them; programs read the keys. */
import type { Bilingual, Language } from "@amili-cases/sheets/Column"
import { caseStates } from "./states.ts"

/** Causes that are no state of their own, and states that say too little without what they are states of. */
const named: Readonly<Record<string, Bilingual>> = {
  after_final: { sv: "känt efter låsning", en: "known after final" },
  ambiguous: { sv: "tvetydig rad eller ärende", en: "ambiguous line or case" },
  bank_differs: { sv: "bankens belopp avviker", en: "amount on the bank differs" },
  differs: { sv: "utbetalningen avviker", en: "payout differs" },
  lines_incomplete: { sv: "utbetalningens rader saknas", en: "payout's lines incomplete" },
  missing: { sv: "utbetalning saknas på banken", en: "payout missing on the bank" },
  orphan: { sv: "rad utan ärende", en: "line without a case" },
  several_candidates: { sv: "flera bankrader möjliga", en: "several bank entries possible" },
  summary_differs: { sv: "sammanställningen avviker", en: "payout's summary differs" },
  total_unknown: { sv: "utbetalningens total okänd", en: "payout's total unknown" },
  unexplained: { sv: "oförklarad bankrad", en: "unexplained bank entry" },
}

const causes: ReadonlyMap<string, Bilingual> = new Map([...Object.entries(caseStates), ...Object.entries(named)])

/** What a difference's cause is called; one that this version does not know says so itself. */
export const causeOf = (cause: string, language: Language): string => causes.get(cause)?.[language] ?? cause

const remedies: Readonly<Record<string, Bilingual>> = {
  missing_specification: { sv: "Fråga Amili efter specifikationen", en: "Ask Amili for the specification" },
  amount_differs: { sv: "Jämför raderna med kravet; fråga Amili", en: "Compare the lines with the claim; ask Amili" },
  unexpected_line: { sv: "Kontrollera om gäldenären betalat två gånger", en: "Check whether the debtor paid twice" },
  reversed: { sv: "Fråga Amili vad som kommer i stället", en: "Ask Amili what comes instead" },
  ambiguous: { sv: "Välj rätt ärende bland de möjliga", en: "Choose the right one of the possible cases" },
  orphan: { sv: "Fråga Amili vilket ärende raden gäller", en: "Ask Amili which case the line is for" },
  differs: { sv: "Bokför skillnaden, eller fråga Amili om den", en: "Book the difference, or ask Amili about it" },
  lines_incomplete: { sv: "Kör om; fråga annars Amili efter raderna", en: "Run again; else ask Amili for the lines" },
  total_unknown: { sv: "Fråga Amili efter totalen", en: "Ask Amili for the total" },
  missing: { sv: "Kontrollera bankfilerna; fråga sedan Amili", en: "Check the bank files; then ask Amili" },
  bank_differs: { sv: "Bokför det som kom; fråga Amili om resten", en: "Book what came; ask Amili about the rest" },
  several_candidates: { sv: "Välj rätt bankrad bland de möjliga", en: "Choose the right one of the possible entries" },
  unexplained: { sv: "Fråga Amili vad betalningen gäller", en: "Ask Amili what the payment is for" },
  summary_differs: { sv: "Fråga Amili om sammanställningen", en: "Ask Amili about the summary" },
}

/** What to do about a difference; nothing for a cause that this version does not know. */
export const remedyOf = (cause: string, language: Language): string => remedies[cause]?.[language] ?? ""
