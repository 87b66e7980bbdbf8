/** Words of the pages about cases. */
import type { Words } from "../../words/Words.ts"

export const words = {
  cases: { sv: "Ärenden", en: "Cases" },
  asked: {
    sv: (time: string) => `Frågat Amili ${time}.`,
    en: (time: string) => `Asked Amili ${time}.`,
  },
  id: { sv: "Ärende", en: "Case" },
  invoice: { sv: "Faktura", en: "Invoice" },
  state: { sv: "Läge", en: "State" },
  remaining: { sv: "Återstående kapital", en: "Remaining capital" },
  none: { sv: "Inga öppna ärenden.", en: "No open cases." },
} as const satisfies Words
