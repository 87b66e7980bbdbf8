/** What the controls and their outcomes are called. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { Control } from "../../stand/Summary.ts"

export const controlTitles: Readonly<Record<Control["id"], Bilingual>> = {
  C1: { sv: "Rader + rest = utbetalningens total", en: "Lines + remainder = the payout's total" },
  C2: { sv: "Rader per artikel = sammanställningen", en: "Lines by article = the payout's summary" },
  C3: { sv: "Ingående + rörelser = utgående", en: "Opening + movements = closing" },
  C4: { sv: "Utbetalningar = bank + på väg", en: "Payouts = bank + in transit" },
  C5: { sv: "Varje betalt ärende i exakt ett läge", en: "Each paid case in exactly one state" },
  C6: { sv: "Amilis antal = journalens", en: "Amili's counts = the journal's" },
  C7: { sv: "Avräkningskontot = det som är kvar", en: "Clearing account = what remains" },
  C8: { sv: "Godkänt = utlämnat + väntar", en: "Approved = emitted + waiting" },
}

export const outcomes: Readonly<Record<Control["outcome"], Bilingual>> = {
  holds: { sv: "stämmer", en: "holds" },
  fails: { sv: "stämmer inte", en: "fails" },
  not_compared: { sv: "ej jämförd", en: "not compared" },
}
