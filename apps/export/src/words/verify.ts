/** What verify says, in both languages. */
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"
import { many } from "./common.ts"

const en = {
  contradiction: (text: string) => `note: ${text}; right for an old copy, and a run would be refused`,
  checked: (files: number) => `checked the chain of runs and ${many(files, "file", "files")}`,
  elsewhere: (dataset: string, serial: number, machine: string, folder: string) =>
    `not checked: ${dataset} run ${serial} is on ${machine}, in ${folder}; run verify there`,
  casesNotCompared:
    "compared no closed cases with the API: no closed run of these creditors says up to when they are known",
  casesCompared: (count: number) =>
    `compared ${many(count, "closed case", "closed cases")} of the API with the journal`,
  gone: (id: string, by: string, reason: string) => `${id} is gone from the API, known to ${by}: ${reason}`,
  payoutsNotCompared:
    "compared no payouts with the API: no run over payouts of these creditors says up to when they are known",
  payoutsCompared: (count: number) => `compared ${count} payout lines and payouts of the API with the journal`,
  intact: (isAllHere: boolean) => `everything ${isAllHere ? "" : "that is here "}is as it was committed`,
  acknowledged: (ids: ReadonlyArray<string>) => `${ids.join(", ")}: known to be gone from the API`,
  findings: (count: number) => many(count, "finding", "findings"),
}

const sv: typeof en = {
  contradiction: (text) => `obs: ${text}; rätt för en gammal kopia, och en körning skulle nekas`,
  checked: (files) => `kontrollerade körningarnas kedja och ${many(files, "fil", "filer")}`,
  elsewhere: (dataset, serial, machine, folder) =>
    `inte kontrollerad: ${dataset}, körning ${serial}, finns på ${machine}, i ${folder}; kör verify där`,
  casesNotCompared:
    "jämförde inga avslutade ärenden med API:et: ingen körning för de här borgenärerna säger till när de är kända",
  casesCompared: (count) => `jämförde ${many(count, "avslutat ärende", "avslutade ärenden")} i API:et med journalen`,
  gone: (id, by, reason) => `${id} finns inte längre i API:et, känt av ${by}: ${reason}`,
  payoutsNotCompared:
    "jämförde inga utbetalningar med API:et: ingen körning för de här borgenärerna säger till när de är kända",
  payoutsCompared: (count) =>
    `jämförde ${many(count, "utbetalningsrad eller utbetalning", "utbetalningsrader och utbetalningar")} i API:et med journalen`,
  intact: (isAllHere) => `allt ${isAllHere ? "" : "som finns här "}är oförändrat sedan det skrevs`,
  acknowledged: (ids) => `${ids.join(", ")}: känt att det inte längre finns i API:et`,
  findings: (count) => many(count, "avvikelse", "avvikelser"),
}

export const of = (language: Language): typeof en => (language === "sv" ? sv : en)
