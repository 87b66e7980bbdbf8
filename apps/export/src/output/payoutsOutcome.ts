/** Tells what a run over payouts did: the files on stdout, everything else on stderr, the verdict in the exit code. */
import type { Compared } from "@amili-cases/accounting/payouts/read/Completeness"
import type { PayoutsOutcome } from "@amili-cases/accounting/payouts/PayoutsRun"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import { type Language, UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { finished, inEnglish, noCurrency, noted, runIn } from "../words/common.ts"
import * as Words from "../words/payouts.ts"
import { NeedsPerson } from "./verdicts.ts"

export const tellPayouts = (
  outcome: PayoutsOutcome,
  profile: string,
  { json }: { readonly json: boolean },
): Effect.Effect<void, Output.OutputFailed | NeedsPerson> =>
  Effect.gen(function* () {
    const verdict = verdictOf(outcome)
    if (json) yield* Output.writeLine(JSON.stringify(documentOf(outcome, profile, verdict)))
    else {
      for (const line of linesOf(outcome, yield* UiLanguage)) yield* Output.note(line)
      for (const file of outcome.files) yield* Output.writeLine(file)
    }
    if (verdict !== undefined) return yield* verdict
  })

/** The result for a program. `exitCode` is what the process ends with. */
const documentOf = (outcome: PayoutsOutcome, profile: string, verdict: NeedsPerson | undefined) => ({
  dataset: outcome.dataset,
  profile,
  serial: outcome.serial ?? null,
  window: { from: outcome.from ?? null, until: outcome.until ?? null },
  counts: outcome.counts,
  sums: outcome.sums,
  files: outcome.files,
  warnings: inEnglish(outcome.warnings),
  completeness: outcome.completeness,
  recovered: outcome.recovered.map(({ dataset, folder, serial }) => ({ dataset, serial, folder })),
  exitCode: verdict?.exitCode ?? 0,
})

const verdictOf = ({ counts, files }: PayoutsOutcome): NeedsPerson | undefined => {
  const { quarantined = 0 } = counts
  if (quarantined === 0) return undefined
  const lists = files.filter((file) => file.endsWith("-quarantine.csv"))
  const said = (language: Language) => ({
    message: Words.of(language).needPerson(quarantined),
    hint: Words.of(language).see(lists),
  })
  return new NeedsPerson({ ...said("en"), swedish: said("sv") })
}

const linesOf = (outcome: PayoutsOutcome, language: Language): ReadonlyArray<string> => {
  const { completeness, counts, recovered, sums, warnings } = outcome
  const words = Words.of(language)
  return [
    ...recovered.map((run) => finished(run, language)),
    headlineOf(outcome, language),
    ...backfilledOf(outcome, language),
    ...Object.entries(Words.kinds).flatMap(([key, kind]) => {
      const count = counts[key] ?? 0
      return count === 0 ? [] : [`  ${count} ${kind[language]}`]
    }),
    ...sums.map(({ currency, sum }) =>
      words.toBook(Amount.shown(sum, language), currency === "" ? noCurrency[language] : currency),
    ),
    ...(completeness === undefined
      ? []
      : [
          ...comparisonOf("lines", completeness.lines, language),
          ...comparisonOf("payouts", completeness.payouts, language),
        ]),
    ...warnings.map((warning) => noted(warning, language)),
  ]
}

const headlineOf = ({ counts, files, serial, until }: PayoutsOutcome, language: Language): string => {
  const { payoutEvents = 0, payouts = 0, waiting = 0 } = counts
  const words = Words.of(language)
  if (files.length > 0) return `${runIn(serial, language)}: ${words.events(payouts, payoutEvents)}`
  const still = waiting === 0 ? "" : words.stillWaiting(waiting)
  return words.nothingNew(until === undefined ? undefined : Dates.shownIso(until)) + still
}

/** A backfill is of what was created in a time. */
const backfilledOf = ({ files, from, serial, until }: PayoutsOutcome, language: Language): ReadonlyArray<string> => {
  if (serial !== undefined || until === undefined || files.length === 0) return []
  const first = from === undefined ? undefined : DateTime.unsafeMake(from)
  return [Words.of(language).created(Dates.span(first, DateTime.unsafeMake(until), language))]
}

/** What the API counts, and what has become of it. */
const comparisonOf = (
  what: "lines" | "payouts",
  { api, difference, journal, unread }: Compared,
  language: Language,
): ReadonlyArray<string> => {
  if (api === undefined) return []
  const words = Words.of(language)
  const parts = [
    words.inJournal(journal),
    ...(unread === 0 ? [] : [words.unread(unread)]),
    ...(difference === 0 ? [] : [words.difference(difference)]),
  ]
  return [words.counted(api, what, parts)]
}
