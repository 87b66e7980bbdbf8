/** Tells what a run over payouts did: the files on stdout, everything else on stderr, the verdict in the exit code. */
import type { Compared } from "@amili-cases/accounting/payouts/read/Completeness"
import type { PayoutsOutcome } from "@amili-cases/accounting/payouts/PayoutsRun"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { NeedsPerson } from "./outcome.ts"

export const tellPayouts = (
  outcome: PayoutsOutcome,
  profile: string,
  { json }: { readonly json: boolean },
): Effect.Effect<void, Output.OutputFailed | NeedsPerson> =>
  Effect.gen(function* () {
    const verdict = verdictOf(outcome)
    if (json) yield* Output.writeLine(JSON.stringify(documentOf(outcome, profile, verdict)))
    else {
      for (const line of linesOf(outcome)) yield* Output.note(line)
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
  warnings: outcome.warnings,
  completeness: outcome.completeness,
  recovered: outcome.recovered.map(({ dataset, folder, serial }) => ({ dataset, serial, folder })),
  exitCode: verdict?.exitCode ?? 0,
})

const verdictOf = ({ counts, files }: PayoutsOutcome): NeedsPerson | undefined => {
  const { quarantined = 0 } = counts
  if (quarantined === 0) return undefined
  const lists = files.filter((file) => file.endsWith("-quarantine.csv"))
  return new NeedsPerson({
    message: `${many(quarantined, "line or payout", "lines or payouts")} ${quarantined === 1 ? "needs" : "need"} a person`,
    hint: `see ${lists.join(", ")}`,
  })
}

const linesOf = (outcome: PayoutsOutcome): ReadonlyArray<string> => {
  const { completeness, counts, recovered, sums, warnings } = outcome
  return [
    ...recovered.map(
      ({ dataset, folder, serial }) =>
        `run ${serial} (${dataset}), interrupted before, has been finished: its files are in ${folder}`,
    ),
    headlineOf(outcome),
    ...backfilledOf(outcome),
    ...kinds.flatMap(([key, words]) => {
      const count = counts[key] ?? 0
      return count === 0 ? [] : [`  ${count} ${words}`]
    }),
    ...sums.map(
      ({ currency, sum }) => `  ${currency === "" ? "no currency" : currency}: ${Amount.grouped(sum)} to book`,
    ),
    ...(completeness === undefined
      ? []
      : [...comparisonOf("lines", completeness.lines), ...comparisonOf("payouts", completeness.payouts)]),
    ...warnings.map((warning) => `note: ${warning}`),
  ]
}

const headlineOf = ({ counts, files, serial, until }: PayoutsOutcome): string => {
  const { payoutEvents = 0, payouts = 0, waiting = 0 } = counts
  if (files.length === 0) {
    const still = waiting === 0 ? "" : `; ${waiting} of earlier runs still to be looked at by a person`
    return `nothing new: every line and payout until ${until === undefined ? "now" : Dates.shownIso(until)} has been exported${still}`
  }
  const run = serial === undefined ? "backfill" : `run ${serial}`
  return `${run}: ${many(payouts, "event of a line", "events of lines")}, ${many(payoutEvents, "event of a payout", "events of payouts")}`
}

/** A backfill is of what was created in a time. */
const backfilledOf = ({ files, from, serial, until }: PayoutsOutcome): ReadonlyArray<string> =>
  serial !== undefined || until === undefined || files.length === 0
    ? []
    : [
        `  created: ${Dates.span(from === undefined ? undefined : DateTime.unsafeMake(from), DateTime.unsafeMake(until))}`,
      ]

const kinds: ReadonlyArray<readonly [key: string, words: string]> = [
  ["new", "new"],
  ["scheduled", "scheduled"],
  ["paid_out", "paid out"],
  ["changed", "changed"],
  ["reversed", "reversed"],
  ["gone", "gone from the API"],
  ["found_again", "found again"],
]

/** What the API counts, and what has become of it. */
const comparisonOf = (what: string, { api, difference, journal, unread }: Compared): ReadonlyArray<string> => {
  if (api === undefined) return []
  const others = [
    ...(unread === 0 ? [] : [`${unread} that cannot be read`]),
    ...(difference === 0 ? [] : [`a difference of ${difference}`]),
  ]
  return [`  the API counts ${api} ${what}: ${[`${journal} in the journal`, ...others].join(", ")}`]
}

const many = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`
