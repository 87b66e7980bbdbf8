/** Words of the pages that check, explain, and list what needs a person. */
import type { Words } from "../../words/Words.ts"

export const words = {
  attention: { sv: "Behöver en person", en: "Needs a person" },
  verify: { sv: "Kontrollera", en: "Verify" },
  explain: { sv: "Förklara", en: "Explain" },
  verifyNote: {
    sv: "Jämför journalen med filerna: varje körning följer på den förra, och varje fil är som den skrevs. Med Amili jämförs också varje avslutat ärende och varje utbetalning.",
    en: "Compares the journal with the files: each run follows the one before it, and each file is as it was written. With Amili each closed case and each payout is compared too.",
  },
  verifyLocal: { sv: "Journal och filer", en: "Journal and files" },
  verifyApi: { sv: "Även mot Amili", en: "Against Amili too" },
  verifying: { sv: "Kontrollerar journal och filer", en: "Verifying journal and files" },
  verifyingApi: { sv: "Kontrollerar mot Amili", en: "Verifying against Amili" },
  files: { sv: "Filer", en: "Files" },
  cases: { sv: "Avslutade ärenden hos Amili", en: "Closed cases at Amili" },
  payouts: { sv: "Rader och utbetalningar hos Amili", en: "Lines and payouts at Amili" },
  intact: { sv: "Allt är som det skrevs.", en: "Everything is as it was committed." },
  findings: { sv: (count: string) => `${count} fynd`, en: (count: string) => `Findings: ${count}` },
  subject: { sv: "Vad", en: "What" },
  problem: { sv: "Fynd", en: "Finding" },
  elsewhere: {
    sv: (name: string, machine: string, folder: string) =>
      `Inte kontrollerad: ${name} finns på ${machine}, i ${folder}.`,
    en: (name: string, machine: string, folder: string) => `Not checked: ${name} is on ${machine}, in ${folder}.`,
  },
  gone: { sv: "Ärenden som Amili har tagit bort", en: "Cases that Amili has removed" },
  goneNote: {
    sv: "Ett exporterat ärende som inte längre finns hos Amili är ett fynd, tills någon säger att det är känt.",
    en: "An exported case that Amili has no more is a finding, until somebody says that it is known.",
  },
  caseId: { sv: "Ärendets id", en: "Id of the case" },
  caseIdWrong: { sv: "Skriv ärendets id, 24 tecken.", en: "Write the id of the case, 24 characters." },
  acknowledge: { sv: "Det är känt", en: "It is known" },
  acknowledged: {
    sv: "Det är antecknat: kontrollen nämner inte ärendet som fynd längre.",
    en: "It is noted: verifying names the case as a finding no more.",
  },
  wanted: { sv: "Id, fakturanummer eller referens", en: "Id, invoice number or reference" },
  wantedHint: {
    sv: "För ett ärende, en rad eller en utbetalning; exakt som det är skrivet.",
    en: "Of a case, a line or a payout; exactly as it is written.",
  },
  explained: { sv: "Vad som har exporterats", en: "What has been exported" },
  nobody: {
    sv: (wanted: string) => `Ingen körning har sagt något om ${wanted}.`,
    en: (wanted: string) => `No run has said anything about ${wanted}.`,
  },
  run: { sv: "Körning", en: "Run" },
  begun: { sv: "Påbörjad", en: "Begun" },
  what: { sv: "Slag", en: "Kind" },
  detail: { sv: "Uppgift", en: "Detail" },
  document: { sv: "Rådokument", en: "Raw document" },
  document_in: { sv: (file: string) => `i ${file}`, en: (file: string) => `in ${file}` },
  noDocument: { sv: "finns inte kvar", en: "not there any more" },
  attentionNote: {
    sv: "Det som körningar har lagt åt sidan: filerna är fullständiga utan det, men någon måste titta. Ett ärende som har exporterats sedan dess väntar inte längre.",
    en: "What runs have put aside: the files are complete without it, but somebody has to look. A case that was exported since then waits no more.",
  },
  waits: { sv: "väntar", en: "waits" },
  exportedSince: {
    sv: (run: string) => `exporterat i körning ${run}`,
    en: (run: string) => `exported in run ${run}`,
  },
  nothing: { sv: "Inget väntar på en person.", en: "Nothing waits for a person." },
  state: { sv: "Läge", en: "State" },
  case: { sv: "Ärende", en: "Case" },
  all: { sv: "Visa också det som är klart", en: "Show what is done too" },
  waiting: { sv: "Visa bara det som väntar", en: "Show only what waits" },
} as const satisfies Words
