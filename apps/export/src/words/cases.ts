/** What a run over cases says, in both languages. */
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"
import { cases, many } from "./common.ts"

const en = {
  stillWaiting: (count: number) =>
    `; ${cases(count, "en")} of earlier runs still ${count === 1 ? "needs" : "need"} a person`,
  nothingNew: (before: string | undefined) => `nothing new: looked for everything closed before ${before ?? "now"}`,
  rows: (rows: number, dataset: string) => `${rows} ${dataset} ${rows === 1 ? "case" : "cases"}`,
  corrections: (count: number) => `, ${many(count, "correction", "corrections")} of earlier runs`,
  inAll: (total: number, withDate: number, without: number, inNoGroup: number) =>
    `  of ${total} in all: ${withDate} closed with a date, ${without} without, ${inNoGroup} in no group`,
  period: (span: string) => `  period: ${span}`,
  overlap: (from: string) => `  overlap: read again from ${from} on, and nothing of it comes twice`,
  late: (count: number, before: string, ids: string) =>
    `  late: ${cases(count, "en")} closed before ${before}, which the run before did not see: ${ids}`,
  notCompared: "  not every closed case has been compared with the journal one by one yet: --deep does it at once",
  compared: (since: string) => `  every closed case was compared with the journal one by one on ${since} or later`,
  counted: (api: number, floor: string | undefined, parts: ReadonlyArray<string>) =>
    `  the API counts ${many(api, "closed case", "closed cases")}${floor === undefined ? "" : ` from ${floor} on`}: ${parts.join(", ")}`,
  exported: (count: number) => `${count} exported`,
  undated: (count: number) => `${count} without a date`,
  later: (count: number, through: string | undefined) =>
    `${count} closed ${through === undefined ? "within the last minute" : `after ${through}`}`,
  gone: (count: number) => `${count} no longer there`,
  missing: (count: number) => `${count} not yet rows`,
  needsPerson: (count: number) => `${cases(count, "en")} ${count === 1 ? "needs" : "need"} a person`,
  seeLists: (lists: ReadonlyArray<string>) =>
    `see ${lists.length === 0 ? "amili-export closed, which lists it" : lists.join(", ")}`,
}

const sv: typeof en = {
  stillWaiting: (count) => `; ${cases(count, "sv")} från tidigare körningar väntar fortfarande på granskning`,
  nothingNew: (before) => `inget nytt: allt som avslutats före ${before ?? "nu"} har gåtts igenom`,
  rows: (rows, dataset) =>
    dataset === "open"
      ? many(rows, "öppet ärende", "öppna ärenden")
      : many(rows, "avslutat ärende", "avslutade ärenden"),
  corrections: (count) => `, ${many(count, "rättelse", "rättelser")} av tidigare körningar`,
  inAll: (total, withDate, without, inNoGroup) =>
    `  av totalt ${total}: ${withDate} avslutade med datum, ${without} utan, ${inNoGroup} i ingen av grupperna`,
  period: (span) => `  period: ${span}`,
  overlap: (from) => `  överlappning: läst på nytt från ${from}, och inget av det kommer två gånger`,
  late: (count, before, ids) =>
    `  sena: ${cases(count, "sv")} avslutade före ${before}, som den förra körningen inte såg: ${ids}`,
  notCompared: "  ännu har inte alla avslutade ärenden jämförts ett och ett med journalen: --deep gör det på en gång",
  compared: (since) => `  alla avslutade ärenden har jämförts ett och ett med journalen ${since} eller senare`,
  counted: (api, floor, parts) =>
    `  API:et räknar ${many(api, "avslutat ärende", "avslutade ärenden")}${floor === undefined ? "" : ` från och med ${floor}`}: ${parts.join(", ")}`,
  exported: (count) => many(count, "exporterat", "exporterade"),
  undated: (count) => `${count} utan datum`,
  later: (count, through) =>
    `${many(count, "avslutat", "avslutade")} ${through === undefined ? "under den senaste minuten" : `efter ${through}`}`,
  gone: (count) => `${count} som inte längre finns där`,
  missing: (count) => `${count} som ännu inte har blivit rader`,
  needsPerson: (count) => `${cases(count, "sv")} behöver granskas`,
  seeLists: (lists) => `se ${lists.length === 0 ? "amili-export closed, som räknar upp dem" : lists.join(", ")}`,
}

export const of = (language: Language): typeof en => (language === "sv" ? sv : en)
