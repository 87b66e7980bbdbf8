/** Words of the page about Amili's accounts on the bank. */
import type { Words } from "../../../words/Words.ts"

export const words = {
  title: { sv: "Amilis konton på banken", en: "Amili's accounts on the bank" },
  intro: {
    sv: "Pengar på banken räknas som Amilis när de kommer från ett konto som en person har bekräftat. Namn jämförs aldrig.",
    en: "Money on the bank counts as Amili's when it comes from an account that a person has confirmed. Names are never compared.",
  },
  account: { sv: "Amilis konto", en: "Amili's account" },
  accountHint: {
    sv: "Bankgiro eller IBAN som i bankfilen, till exempel 991-2346.",
    en: "A bankgiro number or an IBAN as in the bank file, such as 991-2346.",
  },
  accountWrong: {
    sv: "Skriv ett IBAN, ett bankgiro med sju eller åtta siffror, eller bankens ord före numret: BBAN 1234567890.",
    en: "Write an IBAN, a bankgiro number of seven or eight digits, or the bank's word before the number: BBAN 1234567890.",
  },
  creditor: { sv: "Borgenär", en: "Creditor" },
  creditors: { sv: "Bara borgenärerna (frivilligt)", en: "Only the creditors (optional)" },
  creditorsHint: {
    sv: "Id med komma emellan; tomt för alla som har utbetalningar.",
    en: "Ids with commas between; empty for all that have payouts.",
  },
  receiving: { sv: "Eget konto", en: "Own account" },
  receivingOptional: {
    sv: "Eget konto som pengarna kommer till (frivilligt)",
    en: "Own account that the money comes to (optional)",
  },
  receivingHint: {
    sv: "Då vägras bankfiler för andra konton.",
    en: "Bank files of other accounts are refused then.",
  },
  any: { sv: "vilket som helst", en: "any" },
  by: { sv: "Vem", en: "Who" },
  reason: { sv: "Varför", en: "Why" },
  at: { sv: "När", en: "When" },
  none: { sv: "Inget konto är bekräftat ännu.", en: "No account has been confirmed yet." },
  confirm: { sv: "Bekräfta ett konto", en: "Confirm an account" },
  files: { sv: "Lästa bankfiler", en: "Bank files read" },
  filesNote: { sv: "Filerna själva sparas inte.", en: "The files themselves are not kept." },
  noFiles: { sv: "Inga bankfiler är lästa.", en: "No bank files have been read." },
  file: { sv: "Fil", en: "File" },
  entries: { sv: "Bankrader", en: "Entries" },
  others: { sv: "Inte Amilis", en: "Not Amili's" },
} as const satisfies Words
