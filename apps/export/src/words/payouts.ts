/** What a run over payouts says, in both languages. */
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"
import { many } from "./common.ts"

const en = {
  nothingNew: (until: string | undefined) =>
    `nothing new: every line and payout until ${until ?? "now"} has been exported`,
  stillWaiting: (count: number) => `; ${count} of earlier runs still to be looked at by a person`,
  events: (lines: number, payouts: number) =>
    `${many(lines, "event of a line", "events of lines")}, ${many(payouts, "event of a payout", "events of payouts")}`,
  created: (span: string) => `  created: ${span}`,
  toBook: (amount: string, currency: string) => `  ${currency}: ${amount} to book`,
  counted: (api: number, of: "lines" | "payouts", parts: ReadonlyArray<string>) =>
    `  the API counts ${api} ${of}: ${parts.join(", ")}`,
  inJournal: (count: number) => `${count} in the journal`,
  unread: (count: number) => `${count} that cannot be read`,
  difference: (count: number) => `a difference of ${count}`,
  needPerson: (count: number) =>
    `${many(count, "line or payout", "lines or payouts")} ${count === 1 ? "needs" : "need"} a person`,
  see: (lists: ReadonlyArray<string>) => `see ${lists.join(", ")}`,
}

const sv: typeof en = {
  nothingNew: (until) => `inget nytt: alla rader och utbetalningar till ${until ?? "nu"} har exporterats`,
  stillWaiting: (count) => `; ${count} från tidigare körningar väntar fortfarande på granskning`,
  events: (lines, payouts) =>
    `${many(lines, "händelse på en rad", "händelser på rader")}, ${many(payouts, "händelse på en utbetalning", "händelser på utbetalningar")}`,
  created: (span) => `  skapade: ${span}`,
  toBook: (amount, currency) => `  ${currency}: ${amount} att bokföra`,
  counted: (api, of, parts) =>
    `  API:et räknar ${of === "lines" ? many(api, "rad", "rader") : many(api, "utbetalning", "utbetalningar")}: ${parts.join(", ")}`,
  inJournal: (count) => `${count} i journalen`,
  unread: (count) => `${count} som inte går att läsa`,
  difference: (count) => `en skillnad på ${count}`,
  needPerson: (count) => `${many(count, "rad eller utbetalning", "rader eller utbetalningar")} behöver granskas`,
  see: (lists) => `se ${lists.join(", ")}`,
}

export const of = (language: Language): typeof en => (language === "sv" ? sv : en)

/** What became of a line, each with its count before it. */
export const kinds = {
  new: { en: "new", sv: "nya" },
  scheduled: { en: "scheduled", sv: "planerade" },
  paid_out: { en: "paid out", sv: "utbetalda" },
  changed: { en: "changed", sv: "ändrade" },
  reversed: { en: "reversed", sv: "återförda" },
  gone: { en: "gone from the API", sv: "borttagna ur API:et" },
  found_again: { en: "found again", sv: "åter med" },
} as const
