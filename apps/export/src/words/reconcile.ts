/** What a reconciliation says, in both languages. */
import { causeOf } from "@amili-cases/accounting/reconcile/files/words/causes"
import { caseStates } from "@amili-cases/accounting/reconcile/files/words/states"
import type { Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"
import { many } from "./common.ts"

type Stood = Pick<Summary, "asOf" | "final" | "replaces">

const en = {
  nothingNew: (dataset: string) => `${dataset}: nothing new`,
  exported: (dataset: string, serial: number) => `${dataset}: run ${serial}`,
  inQuarantine: (dataset: string) => `amili-export ${dataset} has put something into quarantine`,
  see: (list: string) => `see ${list}`,
  filesOf: (dataset: string) => `the files of ${dataset}`,
  filesOfRun: (run: number) => `the files of run ${run}`,
  balances: (month: string) => `${month} balances`,
  doesNotBalance: (month: string, failed: ReadonlyArray<string>) => `${month} does not balance: ${failed.join(", ")}`,
  controlsHold: (month: string, things: number) =>
    `${month}: controls hold, and ${many(things, "thing needs", "things need")} a person`,
  failed: (month: string, failed: ReadonlyArray<string>) =>
    `${month}: ${failed.join(", ")} ${failed.length === 1 ? "does" : "do"} not add up`,
  seeSums: "see both sums above; amili-export verify checks what they are made of",
  needPerson: (month: string, things: number) => `${month}: ${many(things, "thing needs", "things need")} a person`,
  stand: (serial: number | undefined, { asOf, final, replaces }: Stood) =>
    `run ${serial}${replaces === undefined ? "" : `, replaces run ${replaces}`}${final ? ", final" : ""}, as known on ${asOf}`,
  same: (run: number) => `nothing has changed since run ${run}: no new files`,
  /** Of the same width. */
  outcomes: { holds: "holds ", fails: "FAILS ", not_compared: "-     " },
  sides: (left: string, right: string, difference: string) => `    ${left} and ${right}, difference ${difference}`,
  state: (state: keyof typeof caseStates): string => state,
  cases: (count: number): string => (count === 1 ? "case " : "cases"),
  toPerson: "to a person:",
  vouchers: "vouchers:",
  cause: (cause: string) => cause,
}

const sv: typeof en = {
  nothingNew: (dataset) => `${dataset}: inget nytt`,
  exported: (dataset, serial) => `${dataset}: körning ${serial}`,
  inQuarantine: (dataset) => `amili-export ${dataset} har lagt något i karantän`,
  see: (list) => `se ${list}`,
  filesOf: (dataset) => `filerna från ${dataset}`,
  filesOfRun: (run) => `filerna från körning ${run}`,
  balances: (month) => `${month} stämmer`,
  doesNotBalance: (month, failed) => `${month} stämmer inte: ${failed.join(", ")}`,
  controlsHold: (month, things) =>
    `${month}: kontrollerna stämmer, och ${many(things, "sak behöver", "saker behöver")} granskas`,
  failed: (month, failed) => `${month}: ${failed.join(", ")} stämmer inte`,
  seeSums: "se båda summorna ovan; amili-export verify kontrollerar det de bygger på",
  needPerson: (month, things) => `${month}: ${many(things, "sak behöver", "saker behöver")} granskas`,
  stand: (serial, { asOf, final, replaces }) =>
    `körning ${serial}${replaces === undefined ? "" : `, ersätter körning ${replaces}`}${final ? ", slutlig" : ""}, enligt vad som var känt ${asOf}`,
  same: (run) => `inget har ändrats sedan körning ${run}: inga nya filer`,
  outcomes: { holds: "stämmer  ", fails: "AVVIKER  ", not_compared: "-        " },
  sides: (left, right, difference) => `    ${left} och ${right}, skillnad ${difference}`,
  state: (state) => caseStates[state].sv,
  cases: (count) => (count === 1 ? "ärende " : "ärenden"),
  toPerson: "att granska:",
  vouchers: "verifikationer:",
  cause: (cause) => causeOf(cause, "sv"),
}

export const of = (language: Language): typeof en => (language === "sv" ? sv : en)
