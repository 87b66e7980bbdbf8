/** Words that several commands say, in both languages. */
import type { Bilingual, Language } from "@amili-cases/app-kit/settings/UiLanguage"
import type { DatasetName } from "@amili-cases/accounting/DatasetName"
import type { Run } from "@amili-cases/export-engine/journal/Run"

export const many = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`

/** `3 cases`. */
export const cases = (count: number, language: Language): string =>
  language === "sv" ? many(count, "ärende", "ärenden") : many(count, "case", "cases")

const datasets: Readonly<Record<DatasetName, string>> = {
  open: "öppna ärenden",
  closed: "avslutade ärenden",
  payouts: "utbetalningar",
  reconcile: "avstämning",
  vouchers: "verifikat",
}

const swedish = new Map<string, string>(Object.entries(datasets))

/** What a run is about: in English as the commands name it. */
export const datasetIn = (dataset: string, language: Language): string =>
  language === "sv" ? (swedish.get(dataset) ?? dataset) : dataset

/** `note: ...` */
export const noted = (text: Bilingual, language: Language): string =>
  `${language === "sv" ? "obs" : "note"}: ${text[language]}`

/** As programs get them. */
export const inEnglish = (texts: ReadonlyArray<Bilingual>): ReadonlyArray<string> => texts.map(({ en }) => en)

/** Of a run that an earlier process has begun. */
export const finished = ({ dataset, folder, serial }: Run, language: Language): string =>
  language === "sv"
    ? `körning ${serial} (${datasetIn(dataset, language)}), som avbröts tidigare, är nu slutförd: filerna ligger i ${folder}`
    : `run ${serial} (${dataset}), interrupted before, has been finished: its files are in ${folder}`

/** `run 3`, or a period that was exported outside the journal. */
export const runIn = (serial: number | undefined, language: Language): string => {
  if (serial === undefined) return language === "sv" ? "utanför journalen" : "backfill"
  return `${language === "sv" ? "körning" : "run"} ${serial}`
}

export const noCurrency: Bilingual = { en: "no currency", sv: "utan valuta" }
