/** Words of the files of vouchers. */
import type { Bilingual, Language } from "@amili-cases/sheets/Column"
import type { Cause } from "../rules/Doubt.ts"
import type { Part } from "../rules/Source.ts"

export const parts: Readonly<Record<Part, Bilingual>> = {
  entry: { sv: "bokföring", en: "entry" },
  reversal: { sv: "återföring", en: "reversal" },
  decided: { sv: "beslut", en: "decision" },
  undo: { sv: "rättelse", en: "reversed on request" },
}

export const causes: Readonly<Record<Cause, Bilingual>> = {
  company: { sv: "inget bolag i kartan", en: "no company in the map" },
  category: { sv: "ingen regel i kartan", en: "no rule in the map" },
  amount: { sv: "belopp saknas", en: "no amount" },
  vat_rate: { sv: "momssats saknas", en: "no VAT rate" },
  currency: { sv: "kurs saknas", en: "no exchange rate" },
  fiscal_year: { sv: "inget räkenskapsår", en: "no fiscal year" },
  loss: { sv: "förlust eller inte", en: "loss or not" },
  date: { sv: "dag saknas", en: "no day" },
}

const words = {
  drafts: { sv: "Verifikationsförslag", en: "Draft vouchers" },
  vouchers: { sv: "Verifikat", en: "Vouchers" },
  accounts: { sv: "Konton", en: "Accounts" },
  questions: { sv: "Att besluta", en: "To decide" },
  summary: { sv: "Översikt", en: "Overview" },
  noRows: { sv: "Inga rader", en: "No rows" },
  count: { sv: "Antal verifikat", en: "Vouchers" },
  open: { sv: "Att besluta", en: "To decide" },
  sum: { sv: "Debet = kredit", en: "Debit = credit" },
  howDrafts: {
    sv: "Skriv ja i kolumnen Beslut för de verifikat som ska bokföras, och svaret på varje fråga på bladet Att besluta. Läs sedan in filen: amili-export vouchers decide --from och amili-export vouchers approve --from.",
    en: "Write yes in the column Decision for each voucher to be booked, and the answer to each question on the sheet To decide. Then read the file: amili-export vouchers decide --from and amili-export vouchers approve --from.",
  },
  howVouchers: {
    sv: "Det som står i SIE-filerna bredvid. Varje verifikat lämnas ut en gång.",
    en: "What the SIE files beside hold. Each voucher is emitted once.",
  },
} as const satisfies Record<string, Bilingual>

export const word = (name: keyof typeof words, language: Language): string => words[name][language]
