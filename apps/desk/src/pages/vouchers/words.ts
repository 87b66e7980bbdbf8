/** Words of the pages about vouchers. */
import type { Words } from "../../words/Words.ts"

export const words = {
  title: { sv: "Verifikationer", en: "Vouchers" },
  intro: {
    sv: "Det som ska bokföras av utbetalningar och förluster: förslag som en person godkänner, och som lämnas ut en gång som SIE-fil.",
    en: "What is to be booked of payouts and losses: drafts that a person approves, emitted once as a SIE file.",
  },
  number: { sv: "Nummer", en: "Number" },
  state: { sv: "Läge", en: "State" },
  question: { sv: "att besluta", en: "to decide" },
  draft: { sv: "förslag", en: "draft" },
  approved: { sv: "godkänd", en: "approved" },
  emitted: { sv: "utlämnad", en: "emitted" },
  date: { sv: "Datum", en: "Date" },
  amount: { sv: "Belopp", en: "Amount" },
  currency: { sv: "Valuta", en: "Currency" },
  text: { sv: "Text", en: "Text" },
  run: { sv: "Utlämning", en: "Emission" },
  count: { sv: "Antal", en: "Count" },
  all: { sv: "alla", en: "all" },
  show: { sv: "Visa", en: "Show" },
  none: {
    sv: "Inga verifikationer, och inget att besluta. Gör ett förslag först.",
    en: "No voucher, and nothing to decide. Draft first.",
  },
  noneOfState: { sv: "Inga i det läget.", en: "None in that state." },
  choose: { sv: "Välj", en: "Choose" },
  chooseOne: { sv: (number: string) => `Välj ${number}`, en: (number: string) => `Choose ${number}` },
  approve: { sv: "Godkänn", en: "Approve" },
  approveNote: {
    sv: "Det som godkänns lämnas ut en gång och ändras aldrig.",
    en: "What is approved is emitted once and never changed.",
  },
  approveAll: {
    sv: (count: string, sums: string) => `Alla ${count} förslag (${sums})`,
    en: (count: string, sums: string) => `All ${count} drafts (${sums})`,
  },
  approveAllHint: {
    sv: "Annars de förslag som är valda i tabellen.",
    en: "Otherwise the drafts that are chosen in the table.",
  },
  approveNothing: {
    sv: "Välj minst ett förslag i tabellen, eller alla.",
    en: "Choose a draft in the table at least, or all.",
  },
  changed: {
    sv: "Förslagen är inte längre de som visades: någon har gjort nya eller godkänt några under tiden. Inget är godkänt.",
    en: "The drafts are not those that were shown any more: somebody has drafted again or approved some meanwhile. Nothing is approved.",
  },
  changedHint: {
    sv: "Granska förslagen som de är nu, och godkänn igen.",
    en: "Review the drafts as they are now, and approve again.",
  },
  gone: {
    sv: "Ett valt förslag finns inte längre: det är redan godkänt, eller ersatt av ett nytt. Inget är godkänt nu.",
    en: "A draft that was chosen is not there any more: it is approved already, or replaced by a new one. Nothing is approved now.",
  },
  approvedNow: {
    sv: (count: string) => `${count} godkända. Lämna ut dem när allt är granskat.`,
    en: (count: string) => `${count} approved. Emit them when all is reviewed.`,
  },
  withFile: { sv: "Läs in arbetsboken", en: "Read the edited workbook" },
  map: { sv: "Kontokartan", en: "Account map" },
  drafts: { sv: "Gör förslag", en: "Draft" },
  emissions: { sv: "Lämna ut", en: "Emit" },
  anyProgram: { sv: "valfritt program", en: "any program" },
  back: { sv: "Tillbaka till verifikationerna", en: "Back to the vouchers" },
} as const satisfies Words
