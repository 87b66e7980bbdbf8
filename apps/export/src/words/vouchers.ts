/** What the commands about vouchers say, in both languages. */
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"
import { many } from "./common.ts"

const vouchers = {
  en: (count: number) => many(count, "voucher", "vouchers"),
  sv: (count: number) => many(count, "verifikat", "verifikat"),
}

const en = {
  needDecision: (count: number) => `${many(count, "thing needs", "things need")} a decision`,
  seeQuestions: "see the sheet of questions, or amili-export vouchers list",
  drafted: (month: string, count: number, approved: number) =>
    `${month}: ${vouchers.en(count)} drafted, ${approved} approved and waiting`,
  nothingToEmit: "nothing to emit: no voucher is approved that was not emitted",
  emitted: (run: number, count: number, files: number) =>
    `run ${run}: ${vouchers.en(count)} in ${many(files, "SIE file", "SIE files")}`,
  sum: (currency: string, count: number, sum: string) =>
    `  ${currency}: ${vouchers.en(count)}, debit = credit = ${sum}`,
  noDraft: "nothing to approve: there is no draft",
  approved: (count: number) =>
    `${many(count, "voucher is", "vouchers are")} approved; amili-export vouchers emit writes them`,
  decided: (count: number) =>
    `${many(count, "question is", "questions are")} decided; amili-export vouchers draft makes vouchers of them`,
  withdrawn: (id: string) => `the approval of ${id} is withdrawn: the next draft has its events again`,
  takenBack: (id: string, by: { readonly id: string; readonly date: string }) =>
    `${by.id} of ${by.date} takes ${id} back, and is approved; amili-export vouchers emit writes it`,
  yoursToEdit: "the account map is yours to edit: each account says what is booked on it",
  nothingListed: "no voucher, and nothing to decide: amili-export vouchers draft",
  notCompared: (creditor: string) =>
    `note: Amili has no organisation number of creditor ${creditor}, so that it was not compared`,
}

const sv: typeof en = {
  needDecision: (count) => `${many(count, "sak behöver", "saker behöver")} beslutas`,
  seeQuestions: "se bladet Att besluta, eller amili-export vouchers list",
  drafted: (month, count, approved) =>
    `${month}: ${many(count, "verifikationsförslag", "verifikationsförslag")}, ${approved} godkända som väntar`,
  nothingToEmit: "inget att lämna ut: alla godkända verifikat är redan utlämnade",
  emitted: (run, count, files) => `körning ${run}: ${vouchers.sv(count)} i ${many(files, "SIE-fil", "SIE-filer")}`,
  sum: (currency, count, sum) => `  ${currency}: ${vouchers.sv(count)}, debet = kredit = ${sum}`,
  noDraft: "inget att godkänna: det finns inget förslag",
  approved: (count) =>
    `${vouchers.sv(count)} ${count === 1 ? "är godkänt" : "är godkända"}; amili-export vouchers emit skriver dem`,
  decided: (count) =>
    `${many(count, "fråga är besvarad", "frågor är besvarade")}; amili-export vouchers draft gör verifikat av dem`,
  withdrawn: (id) => `godkännandet av ${id} är återkallat: nästa förslag har med dess händelser igen`,
  takenBack: (id, by) =>
    `${by.id} den ${by.date} tar tillbaka ${id}, och är godkänt; amili-export vouchers emit skriver det`,
  yoursToEdit: "kontoplanskartan är er att ändra i: vid varje konto står vad som bokförs på det",
  nothingListed: "inga verifikat, och inget att besluta: amili-export vouchers draft",
  notCompared: (creditor) =>
    `obs: Amili har inget organisationsnummer för borgenären ${creditor}, så det har inte jämförts`,
}

export const of = (language: Language): typeof en => (language === "sv" ? sv : en)

/** How to answer a question that nobody can be asked. */
export const giveWith = (option: string) => ({ en: `give it with ${option}`, sv: `ange med ${option}` })
