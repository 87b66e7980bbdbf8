/** Words of the pages on which vouchers are drafted, decided with a file, emitted and checked. */
import type { Words } from "../../../words/Words.ts"

export const words = {
  draftTitle: { sv: "Gör förslag", en: "Draft vouchers" },
  draftNote: {
    sv: "Det som ska bokföras till och med månadens slut och inte är bokfört förut, av det som journalen vet. Stäm av månaden först. Ett nytt förslag ersätter det förra; det som är godkänt står kvar.",
    en: "What is to be booked up to the end of the month and was not booked before, of what the journal knows. Reconcile the month first. A new draft takes the place of the last one; what is approved stays.",
  },
  month: { sv: "Till och med månaden", en: "Up to the end of the month" },
  monthHint: { sv: "Till exempel 2026-11.", en: "Such as 2026-11." },
  monthWrong: { sv: "Skriv en månad, till exempel 2026-11.", en: "Write a month, such as 2026-11." },
  draftDo: { sv: "Gör förslag", en: "Draft" },
  drafting: { sv: "Verifikationsförslag", en: "Drafting vouchers" },
  drafted: {
    sv: (month: string, drafts: string, approved: string) =>
      `${month}: ${drafts} förslag, ${approved} godkända som väntar på att lämnas ut.`,
    en: (month: string, drafts: string, approved: string) =>
      `${month}: ${drafts} drafted, ${approved} approved and waiting to be emitted.`,
  },
  toDecide: { sv: (count: string) => `${count} att besluta.`, en: (count: string) => `${count} to decide.` },
  workbooks: { sv: "Arbetsböcker med förslag", en: "Workbooks of drafts" },
  workbooksNote: {
    sv: "Skriv ja i kolumnen Beslut, och svaren på bladet Att besluta; läs sedan in filen här.",
    en: "Write yes in the column Decision, and the answers on the sheet To decide; then read the file here.",
  },
  workbook: { sv: "Fil", en: "File" },
  noWorkbooks: { sv: "Inga förslag är gjorda ännu.", en: "Nothing has been drafted yet." },
  editedTitle: { sv: "Läs in arbetsboken", en: "Read the edited workbook" },
  edited: { sv: "Ifylld arbetsbok eller CSV", en: "Edited workbook or CSV file" },
  editedHint: {
    sv: "Arbetsboken från Gör förslag, eller en CSV-fil med number;decision. Alla svar i filen tas, eller inga.",
    en: "The workbook of Draft, or a CSV file number;decision. All answers of the file are taken, or none.",
  },
  editedWrong: { sv: "Välj en fil.", en: "Choose a file." },
  what: { sv: "Vad filen säger", en: "What the file says" },
  whatWrong: { sv: "Välj ett av dem.", en: "Choose one of them." },
  whatDecide: { sv: "svar på det som ska beslutas", en: "answers to what has to be decided" },
  whatApprove: { sv: "förslag som godkänns", en: "drafts to approve" },
  editedDo: { sv: "Läs in", en: "Read" },
  emitTitle: { sv: "Lämna ut verifikationer", en: "Emit vouchers" },
  emitNote: {
    sv: "Skriver varje godkänd verifikation till en SIE-fil per borgenär och räkenskapsår: en gång, och aldrig igen. Varje fil läses om och jämförs med journalen innan den räknas.",
    en: "Writes each approved voucher into a SIE file for each creditor and fiscal year: once and never again. Each file is read again and compared with the journal before it counts.",
  },
  waiting: {
    sv: (count: string) => `${count} godkända väntar på att lämnas ut.`,
    en: (count: string) => `${count} approved ones wait to be emitted.`,
  },
  nothingWaits: { sv: "Inget godkänt väntar på att lämnas ut.", en: "Nothing approved waits to be emitted." },
  emitDo: { sv: "Lämna ut", en: "Emit" },
  emitting: { sv: "Utlämning av verifikationer", en: "Emitting vouchers" },
  emittedNone: { sv: "Inget att lämna ut.", en: "Nothing to emit." },
  emitted: {
    sv: (serial: string, vouchers: string, files: string) =>
      `Utlämning ${serial} är skriven. Verifikationer: ${vouchers}. SIE-filer: ${files}.`,
    en: (serial: string, vouchers: string, files: string) =>
      `Emission ${serial} has been written. Vouchers: ${vouchers}. SIE files: ${files}.`,
  },
  sum: {
    sv: (currency: string, sum: string) => `${currency}: debet = kredit = ${sum}`,
    en: (currency: string, sum: string) => `${currency}: debit = credit = ${sum}`,
  },
  toFiles: { sv: "Till filerna", en: "To the files" },
  emissions: { sv: "Utlämningar", en: "Emissions" },
  noEmissions: { sv: "Inget är utlämnat ännu.", en: "Nothing has been emitted yet." },
  serial: { sv: "Nr", en: "No." },
  at: { sv: "När", en: "When" },
  vouchers: { sv: "Verifikationer", en: "Vouchers" },
  debit: { sv: "Debet = kredit", en: "Debit = credit" },
  files: { sv: "SIE-filer", en: "SIE files" },
  check: { sv: "kontrollera", en: "check" },
  checkTitle: { sv: "Kontroll av SIE-fil", en: "Check of a SIE file" },
  program: { sv: "Bokföringsprogram", en: "Accounting program" },
  checkDo: { sv: "Kontrollera", en: "Check" },
  nothingWrong: {
    sv: (program: string) => `Inget fel för ${program}.`,
    en: (program: string) => `Nothing is wrong for ${program}.`,
  },
  findings: { sv: (program: string) => `Fynd för ${program}`, en: (program: string) => `Findings for ${program}` },
  severity: { sv: "Allvar", en: "Severity" },
  error: { sv: "fel", en: "error" },
  warning: { sv: "varning", en: "warning" },
  line: { sv: "Rad", en: "Line" },
  finding: { sv: "Fynd", en: "Finding" },
  todo: { sv: "Gör så här", en: "What to do" },
  download: { sv: "Hämta filen", en: "Download the file" },
} as const satisfies Words
