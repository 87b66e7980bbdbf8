/** Tells what a run did: the files on stdout, everything else on stderr, the verdict in the exit code. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import { type Language, UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ClosedOutcome } from "@amili-cases/accounting/closed/ClosedRun"
import * as Words from "../words/cases.ts"
import { cases, finished, inEnglish, noCurrency, noted, runIn } from "../words/common.ts"
import { NeedsPerson } from "./verdicts.ts"

export const tell = (
  outcome: ClosedOutcome,
  profile: string,
  { json }: { readonly json: boolean },
): Effect.Effect<void, Output.OutputFailed | NeedsPerson> =>
  Effect.gen(function* () {
    const verdict = verdictOf(outcome)
    if (json) yield* Output.writeLine(JSON.stringify(documentOf(outcome, profile, verdict)))
    else yield* inWords(outcome, yield* UiLanguage)
    if (verdict !== undefined) return yield* verdict
  })

/** The result for a program. `exitCode` is what the process ends with. */
const documentOf = (outcome: ClosedOutcome, profile: string, verdict: NeedsPerson | undefined) => ({
  dataset: outcome.dataset,
  profile,
  serial: outcome.serial ?? null,
  window: { from: outcome.from ?? null, until: outcome.until ?? null },
  period: outcome.period && { from: outcome.period.from ?? null, until: outcome.until ?? null },
  late: outcome.late,
  counts: outcome.counts,
  sums: outcome.sums,
  files: outcome.files,
  warnings: inEnglish(outcome.warnings),
  reconciliation: outcome.completeness,
  comparedSince: outcome.comparedSince,
  recovered: outcome.recovered.map(({ dataset, folder, serial }) => ({ dataset, serial, folder })),
  exitCode: verdict?.exitCode ?? 0,
})

const inWords = (outcome: ClosedOutcome, language: Language) =>
  Effect.gen(function* () {
    for (const run of outcome.recovered) yield* Output.note(finished(run, language))
    for (const linesOf of [summaryOf, periodOf, lateOf, comparisonOf, comparedOf])
      for (const line of linesOf(outcome, language)) yield* Output.note(line)
    for (const warning of outcome.warnings) yield* Output.note(noted(warning, language))
    for (const file of outcome.files) yield* Output.writeLine(file)
  })

const verdictOf = ({ counts, files }: ClosedOutcome): NeedsPerson | undefined => {
  const { inNoGroup = 0, quarantined = 0, unexplained = 0 } = counts
  const unclear = quarantined + unexplained + inNoGroup
  if (unclear === 0) return undefined
  const endings = [...(quarantined > 0 ? ["-quarantine.csv"] : []), ...(unexplained > 0 ? ["-bridge.csv"] : [])]
  const lists = files.filter((file) => endings.some((ending) => file.endsWith(ending)))
  const said = (language: Language) => ({
    message: Words.of(language).needsPerson(unclear),
    hint: Words.of(language).seeLists(lists),
  })
  return new NeedsPerson({ ...said("en"), swedish: said("sv") })
}

const summaryOf = (outcome: ClosedOutcome, language: Language): ReadonlyArray<string> => {
  const { counts, dataset, files, serial, sums, until } = outcome
  const words = Words.of(language)
  if (files.length === 0) {
    const { waiting = 0 } = counts
    const before = until === undefined ? undefined : Dates.shownIso(until)
    return [words.nothingNew(before) + (waiting === 0 ? "" : words.stillWaiting(waiting))]
  }
  const { closedWithDate = 0, closedWithoutDate = 0, corrections = 0, inNoGroup = 0, total } = counts
  return [
    `${runIn(serial, language)}: ${words.rows(counts[dataset] ?? 0, dataset)}` +
      (corrections === 0 ? "" : words.corrections(corrections)),
    ...(total === undefined ? [] : [words.inAll(total, closedWithDate, closedWithoutDate, inNoGroup)]),
    ...sums.map(
      ({ count, currency, sum }) =>
        `  ${currency === "" ? noCurrency[language] : currency}: ${cases(count, language)}, ${Amount.shown(sum, language)}`,
    ),
  ]
}

/** The run's own time, and how far it has read again what runs before it had; for a backfill, all of it. */
const periodOf = (outcome: ClosedOutcome, language: Language): ReadonlyArray<string> => {
  const { dataset, files, from, period, serial, until } = outcome
  if (dataset !== "closed" || until === undefined || files.length === 0) return []
  const words = Words.of(language)
  const own = serial === undefined ? from : period?.from
  const span = Dates.span(instant(own), DateTime.unsafeMake(until), language)
  const isOverlapping = serial !== undefined && from !== undefined && own !== undefined && from < own
  return [words.period(span), ...(isOverlapping ? [words.overlap(Dates.shownIso(from))] : [])]
}

const lateOf = ({ late }: ClosedOutcome, language: Language): ReadonlyArray<string> => {
  if (late === undefined) return []
  const { caseIds, closedBefore, count } = late
  const ids = caseIds.join(", ") + (count === caseIds.length ? "" : ", ...")
  return [Words.of(language).late(count, Dates.shownIso(closedBefore), ids)]
}

const instant = (iso: string | undefined) => (iso === undefined ? undefined : DateTime.unsafeMake(iso))

/** Up to when every case was compared with the journal by itself, which counting does not replace. */
const comparedOf = ({ comparedSince, dataset, until }: ClosedOutcome, language: Language): ReadonlyArray<string> => {
  if (dataset !== "closed" || until === undefined) return []
  const words = Words.of(language)
  return [comparedSince === undefined ? words.notCompared : words.compared(Dates.shownIso(comparedSince))]
}

/** What the API counted, and what has become of it. */
const comparisonOf = ({ completeness, floor, through }: ClosedOutcome, language: Language): ReadonlyArray<string> => {
  if (completeness === undefined) return []
  const words = Words.of(language)
  const { api, difference, exported, later, undated } = completeness
  const parts = [
    words.exported(exported),
    ...(undated === 0 ? [] : [words.undated(undated)]),
    ...(later === 0 ? [] : [words.later(later, through)]),
    ...(difference === 0 ? [] : [difference < 0 ? words.gone(-difference) : words.missing(difference)]),
  ]
  const since = floor === undefined ? undefined : Dates.shownIso(floor).slice(0, "2026-01-01".length)
  return [words.counted(api, since, parts)]
}
