import type { Language } from "../Column.ts"

/** Words of the workbooks, in the language of their headers. */
const words = {
  summary: { sv: "Sammanfattning", en: "Summary" },
  open: { sv: "Öppna ärenden", en: "Open cases" },
  closed: { sv: "Avslutade ärenden", en: "Closed cases" },
  ageing: { sv: "Åldersanalys", en: "Ageing" },
  paid: { sv: "Betalda", en: "Paid" },
  losses: { sv: "Förluster", en: "Losses" },
  toDecide: { sv: "Att besluta", en: "To decide" },
  other: { sv: "Övriga avslut", en: "Other closings" },
  corrections: { sv: "Rättelser", en: "Corrections" },
  quarantine: { sv: "Karantän", en: "Quarantine" },
  longTexts: { sv: "Långa texter", en: "Long texts" },
  sheet: { sv: "Blad", en: "Sheet" },
  rowsOnSheet: { sv: "Rader", en: "Rows" },
  noRows: { sv: "Inga rader i den här körningen", en: "No rows in this run" },
  rows: { sv: "Antal", en: "Cases" },
  remainingCapital: { sv: "Återstående kapital", en: "Remaining capital" },
  currency: { sv: "Valuta", en: "Currency" },
  none: { sv: "(saknas)", en: "(missing)" },
  total: { sv: "Summa", en: "Total" },
  state: { sv: "Läge", en: "State" },
  reason: { sv: "Avslutsorsak", en: "Close reason" },
  settlementClass: { sv: "Avräkningsklass", en: "Settlement class" },
  meaning: { sv: "Betydelse", en: "Meaning" },
  age: { sv: "Dagar efter förfallodagen", en: "Days past due" },
  notDue: { sv: "Ej förfallna", en: "Not due" },
  unknownAge: { sv: "Förfallodag saknas", en: "Due day missing" },
  provenance: { sv: "Ursprung", en: "Provenance" },
  serial: { sv: "Löpnummer", en: "Serial number" },
  outsideJournal: { sv: "utanför journalen", en: "outside the journal" },
  profile: { sv: "Profil", en: "Profile" },
  creditors: { sv: "Borgenärer", en: "Creditors" },
  all: { sv: "alla", en: "all" },
  from: { sv: "Avslutade från och med", en: "Closed from" },
  until: { sv: "Avslutade före", en: "Closed before" },
  generatedAt: { sv: "Framställd", en: "Generated at" },
  debtorData: { sv: "Gäldenärsuppgifter", en: "Debtor data" },
  dataHash: { sv: "Kontrollsumma för data (SHA-256)", en: "Hash of the data (SHA-256)" },
  tool: { sv: "Program", en: "Program" },
  warnings: { sv: "Att uppmärksamma", en: "To note" },
  swedishTime: { sv: "svensk tid", en: "Swedish time" },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type Word = keyof typeof words

export const word = (name: Word, language: Language): string => words[name][language]
