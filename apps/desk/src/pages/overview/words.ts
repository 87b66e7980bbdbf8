/** Words of the first page. */
import type { Words } from "../../words/Words.ts"

/** The checks of `amili-export doctor`, by the names that it gives them. */
export const checks = {
  Settings: { sv: "Inställningar", en: "Settings" },
  Folder: { sv: "Mapp", en: "Folder" },
  Journal: { sv: "Journal", en: "Journal" },
  Files: { sv: "Filer", en: "Files" },
  Schedule: { sv: "Schema", en: "Schedule" },
  "Set-up": { sv: "Anslutning", en: "Set-up" },
  Host: { sv: "Amilis server", en: "Host" },
  "Private key": { sv: "Privat nyckel", en: "Private key" },
  Access: { sv: "Åtkomst", en: "Access" },
  API: { sv: "Ärenden", en: "API" },
  Clock: { sv: "Klocka", en: "Clock" },
} as const satisfies Words

export const words = {
  overview: { sv: "Översikt", en: "Overview" },
  now: { sv: "Öppna ärenden just nu", en: "Open cases right now" },
  ask: { sv: "Fråga Amili", en: "Ask Amili" },
  asked: { sv: (time: string) => `Frågat Amili ${time}.`, en: (time: string) => `Asked Amili ${time}.` },
  inAll: {
    sv: (open: string, closed: string) => `${open} öppna ärenden; ${closed} har avslutats den här månaden.`,
    en: (open: string, closed: string) => `${open} open cases; ${closed} were closed this month.`,
  },
  state: { sv: "Läge", en: "State" },
  age: { sv: "Ålder i dagar", en: "Age in days" },
  cases: { sv: "Ärenden", en: "Cases" },
  over: { sv: (days: string) => `över ${days}`, en: (days: string) => `over ${days}` },
  others: { sv: "annat", en: "other" },
  byState: { sv: "Efter läge", en: "By state" },
  byAge: { sv: "Efter ålder", en: "By age" },
  none: { sv: "Inga öppna ärenden.", en: "No open cases." },
  amounts: {
    sv: (run: string, time: string) => `Återstående kapital enligt körning ${run}, ${time}:`,
    en: (run: string, time: string) => `Remaining capital by run ${run}, ${time}:`,
  },
  noAmounts: {
    sv: "Beloppen visas efter den första körningen av öppna ärenden.",
    en: "Amounts are shown after the first run of open cases.",
  },
  month: { sv: "Månadsavstämningen", en: "The month" },
  noMonth: { sv: "Ingen månad har stämts av ännu.", en: "No month has been reconciled yet." },
  toMonths: { sv: "Till avstämningen", en: "To the reconciliation" },
  ofMonth: { sv: (month: string) => `Månaden ${month}`, en: (month: string) => `The month ${month}` },
  recovered: {
    sv: (month: string) => `Inbetalt genom Amili för ${month}:`,
    en: (month: string) => `Recovered by Amili for ${month}:`,
  },
  trend: { sv: "Tolv månader", en: "Twelve months" },
  waits: { sv: "Väntar på en person", en: "Waits for a person" },
  waiting: {
    sv: (count: string) => `${count} från körningar`,
    en: (count: string) => `${count} from runs`,
  },
  nothingWaits: { sv: "Inget väntar.", en: "Nothing waits." },
  runs: { sv: "Körningar", en: "Runs" },
  dataset: { sv: "Export", en: "Export" },
  last: { sv: "Senaste", en: "Last" },
  next: { sv: "Nästa", en: "Next" },
  scheduled: { sv: "Schemalagd", en: "Scheduled" },
  verdict: { sv: "Senaste schemalagda", en: "Last scheduled one" },
  never: { sv: "aldrig", en: "never" },
  notScheduled: { sv: "inte schemalagd", en: "not scheduled" },
  ended: {
    sv: (code: string, time: string) => `slutade med ${code}, ${time}`,
    en: (code: string, time: string) => `ended with ${code}, ${time}`,
  },
  health: { sv: "Hälsa", en: "Health" },
  check: { sv: "Kontrollera", en: "Check" },
  checked: { sv: "Kontroll", en: "Check" },
  found: { sv: "Resultat", en: "Found" },
  ok: { sv: "bra", en: "well" },
  warning: { sv: "att åtgärda", en: "to be mended" },
  failed: { sv: "fel", en: "wrong" },
} as const satisfies Words
