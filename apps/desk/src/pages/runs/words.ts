/** Words of the pages about runs. */
import type { DatasetName } from "@amili-cases/accounting/DatasetName"
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { Words } from "../../words/Words.ts"

export const datasets: Readonly<Record<DatasetName, Bilingual>> = {
  closed: { sv: "Avslutade ärenden", en: "Closed cases" },
  payouts: { sv: "Utbetalningar", en: "Payouts" },
  open: { sv: "Öppna ärenden", en: "Open cases" },
  reconcile: { sv: "Avstämningar", en: "Reconciliations" },
  vouchers: { sv: "Verifikationer", en: "Vouchers" },
}

/** What the desk does, as the heading of its progress. */
export const exporting = {
  closed: { sv: "Exporterar avslutade ärenden", en: "Exporting closed cases" },
  payouts: { sv: "Exporterar utbetalningar", en: "Exporting payouts" },
  open: { sv: "Exporterar öppna ärenden", en: "Exporting open cases" },
} as const satisfies Words

export const words = {
  runs: { sv: "Körningar", en: "Runs" },
  start: { sv: "Starta en körning", en: "Start a run" },
  goesOn: { sv: "Medan en körning pågår kan ingen annan startas.", en: "While a run goes on no other can be started." },
  closedNote: {
    sv: "Ärenden som avslutats sedan förra körningen, var och en exakt en gång. Med en månad slutar körningen med den.",
    en: "Cases closed since the last run, each exactly once. With a month the run ends with it.",
  },
  payoutsNote: {
    sv: "Vad som hänt med utbetalningar och deras rader sedan förra körningen.",
    en: "What has become of payouts and their lines since the last run.",
  },
  openNote: { sv: "Alla öppna ärenden som de är nu.", en: "All open cases as they are now." },
  month: { sv: "Månad", en: "Month" },
  monthHint: { sv: "Som 2026-11; tomt: till nu.", en: "Such as 2026-11; empty: until now." },
  monthWrong: {
    sv: "Skriv en månad som är slut, som 2026-11.",
    en: "Write a month that is over, such as 2026-11.",
  },
  export: { sv: "Exportera", en: "Export" },
  history: { sv: "Senaste körningarna", en: "Latest runs" },
  all: { sv: "Alla körningar", en: "All runs" },
  none: { sv: "Ingen körning ännu.", en: "No run yet." },
  noJournal: {
    sv: "Ingenting har exporterats för profilen ännu. Starta en körning ovan.",
    en: "Nothing has been exported for the profile yet. Start a run above.",
  },
  run: { sv: "Körning", en: "Run" },
  begun: { sv: "Påbörjad", en: "Begun" },
  until: { sv: "Till och med", en: "Until" },
  rows: { sv: "Rader", en: "Rows" },
  corrections: { sv: "Rättelser", en: "Corrections" },
  toPerson: { sv: "Till en person", en: "To a person" },
  sums: { sv: "Summor", en: "Sums" },
  abandoned: { sv: "Uppgiven: inget i den räknas", en: "Abandoned: nothing in it counts" },
  title: {
    sv: (dataset: string, serial: string) => `${dataset}, körning ${serial}`,
    en: (dataset: string, serial: string) => `${dataset}, run ${serial}`,
  },
  made: { sv: "Exporten är klar.", en: "The export is done." },
  nothing: {
    sv: "Inget nytt: allt är redan exporterat, och ingen fil skrevs.",
    en: "Nothing new: everything has been exported already, and no file was written.",
  },
  attention: {
    sv: (count: string) => `${count} behöver en person.`,
    en: (count: string) => `${count} need a person.`,
  },
  seeRun: { sv: "Körningens filer och summor", en: "Files and sums of the run" },
  recovered: {
    sv: (name: string) => `${name}, som avbröts tidigare, har gjorts klar.`,
    en: (name: string) => `${name}, interrupted before, has been finished.`,
  },
  overview: { sv: "Om körningen", en: "About the run" },
  counts: { sv: "Antal", en: "Counts" },
  period: { sv: "Period", en: "Period" },
  beginning: { sv: "början", en: "the beginning" },
  tool: { sv: "Program", en: "Program" },
  who: { sv: "Ansvarig", en: "Answerable" },
  api: { sv: "Amilis API", en: "Amili's API" },
  machine: { sv: "Dator", en: "Machine" },
  folder: { sv: "Mapp", en: "Folder" },
  hash: { sv: "Manifestets SHA-256", en: "SHA-256 of the manifest" },
  files: { sv: "Filer", en: "Files" },
  file: { sv: "Fil", en: "File" },
  bytes: { sv: "Byte", en: "Bytes" },
  state: { sv: "Skick", en: "State" },
  debtorData: { sv: "Innehåller gäldenärsuppgifter", en: "Holds debtor data" },
  warnings: { sv: "Att tänka på", en: "To keep in mind" },
  corrected: { sv: "Rättelser av tidigare körningar", en: "Corrections of earlier runs" },
  case: { sv: "Ärende", en: "Case" },
  closed: { sv: "avslutat", en: "closed" },
  changed: { sv: "ändrat", en: "changed" },
  reopened: { sv: "återöppnat", en: "opened again" },
  closed_again: { sv: "avslutat igen", en: "closed again" },
  intact: { sv: "som den skrevs", en: "as it was written" },
  missing: { sv: "saknas", en: "missing" },
  yes: { sv: "ja", en: "yes" },
  no: { sv: "nej", en: "no" },
  correctedRun: { sv: "Rättar körning", en: "Corrects run" },
  kind: { sv: "Slag", en: "Kind" },
  reason: { sv: "Orsak", en: "Reason" },
  amount: { sv: "Belopp", en: "Amount" },
} as const satisfies Words
