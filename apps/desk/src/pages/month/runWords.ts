/** Words of the forms that reconcile a month. */
import type { Words } from "../../words/Words.ts"

export const words = {
  start: { sv: "Stäm av månaden", en: "Reconcile the month" },
  again: { sv: "Stäm av igen", en: "Reconcile again" },
  startNote: {
    sv: "Hämtar först nya avslutade ärenden och utbetalningar från Amili. Samma uppgifter ger samma nummer: då skrivs inget.",
    en: "First reads new closed cases and payouts from Amili. The same data give the same number: nothing is written then.",
  },
  bank: { sv: "Bankfiler (frivilligt)", en: "Bank files (optional)" },
  bankHint: {
    sv: "Dra hit eller välj camt.053 eller camt.054, en eller flera, gärna i ZIP; högst 32 MB. Bara hash, Amilis betalningar och dagarna sparas, aldrig filen.",
    en: "Drop or choose camt.053 or camt.054, one or several, also in ZIP; at most 32 MB. Only their hash, Amili's payments and the days are kept, never the file.",
  },
  bankWrong: {
    sv: "Två filer har samma namn: skicka dem var för sig, eller i en ZIP-fil.",
    en: "Two files have the same name: send one after the other, or both in a ZIP file.",
  },
  offline: { sv: "Bara det som journalen vet", en: "Only what the journal knows" },
  offlineHint: { sv: "Amili tillfrågas inte.", en: "Amili is not asked." },
  asOf: { sv: "Känt till och med dagen (frivilligt)", en: "As known at the end of the day (optional)" },
  asOfWrong: { sv: "Skriv en dag, till exempel 2026-12-05.", en: "Write a day, such as 2026-12-05." },
  wait: { sv: "Normal väntetid för specifikationer, dagar", en: "Normal wait for specifications, days" },
  waitWrong: { sv: "Skriv ett helt antal dagar, 0 till 365.", en: "Write a whole number of days, 0 to 365." },
  more: { sv: "Fler val", en: "More choices" },
  reconciling: { sv: "Avstämning", en: "Reconciling" },
  same: {
    sv: (serial: string) => `Inget har ändrats sedan avstämning ${serial}: inga nya filer.`,
    en: (serial: string) => `Nothing has changed since reconciliation ${serial}: no new files.`,
  },
  made: {
    sv: (serial: string) => `Avstämning ${serial} är skriven.`,
    en: (serial: string) => `Reconciliation ${serial} has been written.`,
  },
  quarantined: {
    sv: (dataset: string) => `Exporten ${dataset} har lagt något i karantän som kräver en person.`,
    en: (dataset: string) => `The export ${dataset} has put something into quarantine that needs a person.`,
  },
  toMonth: { sv: "Till månaden", en: "To the month" },
  payers: { sv: "Amilis konton på banken", en: "Amili's accounts on the bank" },
  lock: { sv: "Lås månaden …", en: "Make the month final …" },
  lockTitle: { sv: (month: string) => `Lås ${month}`, en: (month: string) => `Make ${month} final` },
  lockWarning: {
    sv: (month: string) =>
      `När ${month} är låst stäms den aldrig av igen, och det går inte att ångra. Det som blir känt senare hamnar i nästa månad. Lås när månaden också är stängd i bokföringen.`,
    en: (month: string) =>
      `Once ${month} is final it is never reconciled again, and that cannot be undone. What comes to be known later is in the next month. Make it final when the month is closed in the books as well.`,
  },
  lockSure: { sv: "Jag vill låsa månaden för gott", en: "I want to make the month final for good" },
  lockSureWrong: { sv: "Bocka för detta för att låsa månaden.", en: "Tick this to make the month final." },
  lockDo: { sv: "Lås månaden", en: "Make the month final" },
  opening: { sv: "Ingående balans …", en: "Opening balance …" },
  openingTitle: { sv: "Ingående balans", en: "Opening balance" },
  openingNote: {
    sv: "Det som bokfördes före den här dagen är ingående balans. Det sägs en gång när ni börjar, och sparas i journalen; månaden stäms av genast.",
    en: "What was booked before this day is an opening balance. It is said once, when you begin, and kept in the journal; the month is reconciled at once.",
  },
  openingDay: { sv: "Första dagen", en: "First day" },
  openingDayWrong: { sv: "Skriv en dag, till exempel 2026-10-01.", en: "Write a day, such as 2026-10-01." },
  openingDo: { sv: "Spara och stäm av", en: "Keep and reconcile" },
  openingKnown: {
    sv: (day: string, by: string, reason: string) => `Nu: ${day} (${by}: ${reason}).`,
    en: (day: string, by: string, reason: string) => `Now: ${day} (${by}: ${reason}).`,
  },
} as const satisfies Words
