/** Tells what a run did: the files on stdout, everything else on stderr, the verdict in the exit code. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ClosedOutcome } from "@amili-cases/accounting/closed/ClosedRun"

/** The export is complete, and a person must look at something: exit code 3. */
export class NeedsPerson extends Data.TaggedError("NeedsPerson")<{ readonly message: string; readonly hint: string }> {
  readonly exitCode = 3
}

export const tell = (
  outcome: ClosedOutcome,
  profile: string,
  { json }: { readonly json: boolean },
): Effect.Effect<void, Output.OutputFailed | NeedsPerson> =>
  Effect.gen(function* () {
    const verdict = verdictOf(outcome)
    if (json) yield* Output.writeLine(JSON.stringify(documentOf(outcome, profile, verdict)))
    else yield* inWords(outcome)
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
  warnings: outcome.warnings,
  reconciliation: outcome.completeness,
  comparedSince: outcome.comparedSince,
  recovered: outcome.recovered.map(({ dataset, folder, serial }) => ({ dataset, serial, folder })),
  exitCode: verdict?.exitCode ?? 0,
})

const inWords = (outcome: ClosedOutcome) =>
  Effect.gen(function* () {
    for (const run of outcome.recovered) {
      yield* Output.note(
        `run ${run.serial} (${run.dataset}), interrupted before, has been finished: its files are in ${run.folder}`,
      )
    }
    for (const line of [...summaryOf(outcome), ...periodOf(outcome), ...lateOf(outcome)]) yield* Output.note(line)
    for (const line of [...comparisonOf(outcome), ...comparedOf(outcome)]) yield* Output.note(line)
    for (const warning of outcome.warnings) yield* Output.note(`note: ${warning}`)
    for (const file of outcome.files) yield* Output.writeLine(file)
  })

const verdictOf = ({ counts, files }: ClosedOutcome): NeedsPerson | undefined => {
  const { inNoGroup = 0, quarantined = 0, unexplained = 0 } = counts
  const unclear = quarantined + unexplained + inNoGroup
  if (unclear === 0) return undefined
  const endings = [...(quarantined > 0 ? ["-quarantine.csv"] : []), ...(unexplained > 0 ? ["-bridge.csv"] : [])]
  const lists = files.filter((file) => endings.some((ending) => file.endsWith(ending)))
  return new NeedsPerson({
    message: `${cases(unclear)} ${unclear === 1 ? "needs" : "need"} a person`,
    hint: `see ${lists.length === 0 ? "amili-export closed, which lists it" : lists.join(", ")}`,
  })
}

const summaryOf = ({ counts, dataset, serial, sums, until, files }: ClosedOutcome): ReadonlyArray<string> => {
  if (files.length === 0) {
    const waiting = counts.waiting ?? 0
    const still =
      waiting === 0 ? "" : `; ${cases(waiting)} of earlier runs still ${waiting === 1 ? "needs" : "need"} a person`
    const before = until === undefined ? "now" : Dates.shownIso(until)
    return [`nothing new: looked for everything closed before ${before}${still}`]
  }
  const rows = counts[dataset] ?? 0
  const run = serial === undefined ? "backfill" : `run ${serial}`
  const corrections = counts.corrections ?? 0
  return [
    `${run}: ${rows} ${dataset} ${rows === 1 ? "case" : "cases"}` +
      (corrections === 0 ? "" : `, ${corrections} ${corrections === 1 ? "correction" : "corrections"} of earlier runs`),
    ...(counts.total === undefined
      ? []
      : [
          `  of ${counts.total} in all: ${counts.closedWithDate} closed with a date, ${counts.closedWithoutDate} without, ${counts.inNoGroup} in no group`,
        ]),
    ...sums.map(
      ({ count, currency, sum }) =>
        `  ${currency === "" ? "no currency" : currency}: ${cases(count)}, ${Amount.grouped(sum)}`,
    ),
  ]
}

/** The run's own time, and how far it has read again what runs before it had; for a backfill, all of it. */
const periodOf = ({ dataset, files, from, period, serial, until }: ClosedOutcome): ReadonlyArray<string> => {
  if (dataset !== "closed" || until === undefined || files.length === 0) return []
  const own = serial === undefined ? from : period?.from
  const words = Dates.span(instant(own), DateTime.unsafeMake(until))
  const isOverlapping = serial !== undefined && from !== undefined && own !== undefined && from < own
  return [
    `  period: ${words}`,
    ...(isOverlapping ? [`  overlap: read again from ${Dates.shownIso(from)} on, and nothing of it comes twice`] : []),
  ]
}

const lateOf = ({ late }: ClosedOutcome): ReadonlyArray<string> => {
  if (late === undefined) return []
  const { caseIds, closedBefore, count } = late
  const others = count === caseIds.length ? "" : ", ..."
  return [
    `  late: ${cases(count)} closed before ${Dates.shownIso(closedBefore)}, which the run before did not see: ${caseIds.join(", ")}${others}`,
  ]
}

const instant = (iso: string | undefined) => (iso === undefined ? undefined : DateTime.unsafeMake(iso))

/** Up to when every case was compared with the journal by itself, which counting does not replace. */
const comparedOf = ({ comparedSince, dataset, until }: ClosedOutcome): ReadonlyArray<string> => {
  if (dataset !== "closed" || until === undefined) return []
  return [
    comparedSince === undefined
      ? "  not every closed case has been compared with the journal one by one yet: --deep does it at once"
      : `  every closed case was compared with the journal one by one on ${Dates.shownIso(comparedSince)} or later`,
  ]
}

/** What the API counted, and what has become of it. */
const comparisonOf = ({ completeness, floor, through }: ClosedOutcome): ReadonlyArray<string> => {
  if (completeness === undefined) return []
  const { api, difference, exported, later, undated } = completeness
  const others = [
    ...(undated === 0 ? [] : [`${undated} without a date`]),
    ...(later === 0
      ? []
      : [`${later} closed ${through === undefined ? "within the last minute" : `after ${through}`}`]),
    ...(difference === 0 ? [] : [difference < 0 ? `${-difference} no longer there` : `${difference} not yet rows`]),
  ]
  const since = floor === undefined ? "" : ` from ${Dates.shownIso(floor).slice(0, "2026-01-01".length)} on`
  return [
    `  the API counts ${cases(api).replace(" case", " closed case")}${since}: ${[`${exported} exported`, ...others].join(", ")}`,
  ]
}

const cases = (count: number) => `${count} ${count === 1 ? "case" : "cases"}`
