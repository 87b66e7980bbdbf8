/** Words of the workbook and the report of a stand. */
import type { Bilingual, Language } from "@amili-cases/sheets/Column"
import type { Control } from "../../stand/Summary.ts"

const words = {
  reconciliation: { sv: "Avstämning", en: "Reconciliation" },
  toReconcile: { sv: "Att stämma av", en: "To reconcile" },
  differences: { sv: "Differenser", en: "Differences" },
  paidCases: { sv: "Betalda ärenden", en: "Paid cases" },
  lines: { sv: "Specifikationer", en: "Specifications" },
  payouts: { sv: "Utbetalningar", en: "Payouts" },
  bank: { sv: "Bank", en: "Bank" },
  noRows: { sv: "Inga rader den här månaden", en: "No rows this month" },
  controls: { sv: "Kontroller", en: "Controls" },
  currency: { sv: "Valuta", en: "Currency" },
  left: { sv: "Ena sidan", en: "One side" },
  right: { sv: "Andra sidan", en: "Other side" },
  difference: { sv: "Skillnad", en: "Difference" },
  outcome: { sv: "Utfall", en: "Outcome" },
  explanation: { sv: "Förklaring", en: "Explanation" },
  meaning: { sv: "Betydelse", en: "Meaning" },
  count: { sv: "Antal", en: "Count" },
  cases: { sv: "Ärenden", en: "Cases" },
  state: { sv: "Läge", en: "State" },
  states: { sv: "Betalda ärenden efter läge", en: "Paid cases by state" },
  ageing: { sv: "Avslutat som betalt, ej utbetalt: väntetid", en: "Closed as paid, not paid out: days waited" },
  total: { sv: "Summa", en: "Total" },
  movements: { sv: "Outbetalda rader under månaden", en: "Unpaid lines over the month" },
  opening: { sv: "Ingående", en: "Opening" },
  created: { sv: "Nya rader", en: "New lines" },
  changed: { sv: "Ändrade rader", en: "Changed lines" },
  paidOut: { sv: "Utbetalt", en: "Paid out" },
  gone: { sv: "Borttagna rader", en: "Lines gone" },
  closingByMovements: { sv: "Utgående enligt rörelserna", en: "Closing by the movements" },
  closingByLines: { sv: "Utgående enligt raderna", en: "Closing by the lines" },
  residual: { sv: "Restkapital att besluta om", en: "Residual capital to decide on" },
  residualMeaning: {
    sv: "Kvar efter nedsättning: skriv av eller behåll",
    en: "Left after depreciation: write off or keep",
  },
  decisions: { sv: "Kräver en person", en: "Needs a person" },
  none: { sv: "(saknas)", en: "(missing)" },
  bankFiles: { sv: "Bankfiler", en: "Bank files" },
  entries: { sv: "Bankrader", en: "Entries" },
  otherEntries: { sv: "Bankrader som inte är Amilis", en: "Bank entries that are not Amili's" },
  noBankFiles: { sv: "Inga bankfiler lästes", en: "No bank files were read" },
  month: { sv: "Månad", en: "Month" },
  asOf: { sv: "Känt till och med", en: "As known at" },
  basis: { sv: "Bygger på körningarna", en: "Based on the runs" },
  final: { sv: "Slutlig", en: "Final" },
  preliminary: { sv: "Preliminär", en: "Preliminary" },
  replaces: { sv: "Ersätter avstämning", en: "Replaces reconciliation" },
} as const satisfies Readonly<Record<string, Bilingual>>

export type Word = keyof typeof words

export const word = (name: Word, language: Language): string => words[name][language]

export const controlTitles: Readonly<Record<Control["id"], Bilingual>> = {
  C1: { sv: "Rader + rest = utbetalningens total", en: "Lines + remainder = the payout's total" },
  C2: { sv: "Rader per kategori = Amilis sammanställning", en: "Lines by category = Amili's summary" },
  C3: { sv: "Ingående + rörelser = utgående", en: "Opening + movements = closing" },
  C4: { sv: "Utbetalningar = bank + på väg", en: "Payouts = bank + in transit" },
  C5: { sv: "Varje betalt ärende i exakt ett läge", en: "Each paid case in exactly one state" },
  C6: { sv: "Amilis antal = journalens", en: "Amili's counts = the journal's" },
  C7: { sv: "Avräkningskontot = det som är kvar", en: "Clearing account = what remains" },
}

export const outcomes: Readonly<Record<Control["outcome"], Bilingual>> = {
  holds: { sv: "stämmer", en: "holds" },
  fails: { sv: "stämmer inte", en: "fails" },
  not_compared: { sv: "ej jämförd", en: "not compared" },
}
