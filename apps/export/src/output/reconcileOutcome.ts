/** Tells how a month stands: the files on stdout, everything else on stderr, the verdict in the exit code. */
import type { fresh } from "@amili-cases/accounting/reconcile/fresh"
import type { ReconcileOutcome } from "@amili-cases/accounting/reconcile/ReconcileRun"
import { voucherRows } from "@amili-cases/accounting/reconcile/files/vouchers"
import { type Control, Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Money from "@amili-cases/core/Money"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { NeedsPerson } from "./outcome.ts"

/** Two sums that must be the same are not: exit code 7. */
export class ControlFails extends Data.TaggedError("ControlFails")<{
  readonly message: string
  readonly hint: string
}> {
  readonly exitCode = 7
}

type Exported = Effect.Effect.Success<ReturnType<typeof fresh>>

/** What was exported before it, a line each. */
export const tellExports = ({ closed, payouts }: Exported) =>
  Effect.gen(function* () {
    for (const { dataset, serial, warnings } of [closed, payouts]) {
      yield* Output.note(serial === undefined ? `${dataset}: nothing new` : `${dataset}: run ${serial}`)
      for (const warning of warnings) yield* Output.note(`note: ${warning}`)
    }
  })

/** `exported` are the exports that it ran first; undefined where it ran none. */
export const tellReconcile = (
  outcome: ReconcileOutcome,
  profile: string,
  { json }: { readonly json: boolean },
  exported?: Exported,
): Effect.Effect<void, Output.OutputFailed | ControlFails | NeedsPerson> =>
  Effect.gen(function* () {
    const exports = exported === undefined ? [] : [exported.closed, exported.payouts]
    const verdict = verdictOf(outcome) ?? quarantineOf(exports)
    if (json) {
      const document = documentOf(outcome, profile, verdict?.exitCode ?? 0)
      yield* Output.writeLine(JSON.stringify({ ...document, exports: exports.map(exportOf) }))
    }
    if (!json) {
      for (const line of linesOf(outcome)) yield* Output.note(line)
      for (const file of inOrder(outcome.files)) yield* Output.writeLine(file)
    }
    if (verdict !== undefined) return yield* verdict
  })

const exportOf = ({ counts, dataset, files, serial, warnings }: Outcome) => ({
  dataset,
  serial: serial ?? null,
  counts,
  files,
  warnings,
})

/** A month that balances may rest on exports in which something needs a person. */
const quarantineOf = (exports: ReadonlyArray<Outcome>): NeedsPerson | undefined => {
  const first = exports.find(({ counts }) => (counts["quarantined"] ?? 0) > 0)
  if (first === undefined) return undefined
  const list = first.files.find((file) => file.endsWith("-quarantine.csv")) ?? `the files of ${first.dataset}`
  return new NeedsPerson({
    message: `amili-export ${first.dataset} has put something into quarantine`,
    hint: `see ${list}`,
  })
}

const encodeSummary = Schema.encodeSync(Summary)

/** The result for a program; amounts of the summary are hundredths. */
const documentOf = (outcome: ReconcileOutcome, profile: string, exitCode: number) => ({
  dataset: outcome.dataset,
  profile,
  serial: outcome.serial ?? null,
  same: outcome.same ?? null,
  verdict: outcome.verdict,
  counts: outcome.counts,
  sums: outcome.sums,
  summary: encodeSummary(outcome.summary),
  files: outcome.files,
  warnings: outcome.warnings,
  recovered: outcome.recovered.map(({ dataset, folder, serial }) => ({ dataset, serial, folder })),
  exitCode,
})

const verdictOf = ({ files, same, serial, summary: { controls, decisions, month }, verdict }: ReconcileOutcome) => {
  const run = serial ?? same ?? 0
  const list = files.find((file) => file.endsWith("-differences.csv")) ?? `the files of run ${run}`
  if (verdict === "fails") {
    const failed = controls.filter(({ outcome }) => outcome === "fails").map(({ id }) => id)
    return new ControlFails({
      message: `${month}: ${failed.join(", ")} ${failed.length === 1 ? "does" : "do"} not add up`,
      hint: `see both sums above; amili-export verify checks what they are made of`,
    })
  }
  if (verdict === "balanced") return undefined
  const count = decisions.reduce((sum, one) => sum + one.count, 0)
  return new NeedsPerson({
    message: `${month}: ${count} ${count === 1 ? "thing needs" : "things need"} a person`,
    hint: `see ${list}`,
  })
}

/** The report comes last: it is what a person opens. */
const inOrder = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const isReport = (file: string) => /\.(html|pdf)$/.test(file)
  return [...files.filter((file) => !isReport(file)), ...files.filter(isReport)]
}

const linesOf = ({ recovered, same, serial, summary, verdict, warnings }: ReconcileOutcome): ReadonlyArray<string> => [
  ...recovered.map(
    (run) =>
      `run ${run.serial} (${run.dataset}), interrupted before, has been finished: its files are in ${run.folder}`,
  ),
  headline(summary, verdict),
  same === undefined
    ? `run ${serial}${summary.replaces === undefined ? "" : `, replaces run ${summary.replaces}`}${summary.final ? ", final" : ""}, as known on ${Dates.shownIso(summary.asOf)}`
    : `nothing has changed since run ${same}: no new files`,
  "",
  ...controlLines(summary.controls),
  "",
  ...stateLines(summary),
  ...decisionLines(summary),
  ...voucherLines(summary),
  ...warnings.map((warning) => `note: ${warning}`),
]

const headline = ({ controls, decisions, month }: Summary, verdict: ReconcileOutcome["verdict"]): string => {
  if (verdict === "balanced") return `${month} balances`
  const failed = controls.filter(({ outcome }) => outcome === "fails").map(({ id }) => id)
  const things = decisions.reduce((sum, { count }) => sum + count, 0)
  return verdict === "fails"
    ? `${month} does not balance: ${failed.join(", ")}`
    : `${month}: controls hold, and ${things} ${things === 1 ? "thing needs" : "things need"} a person`
}

const outcomes = { holds: "holds", fails: "FAILS", not_compared: "-" } as const

const controlLines = (controls: ReadonlyArray<Control>): ReadonlyArray<string> =>
  controls.flatMap(({ en, id, outcome, sides }) => [
    `${id}  ${outcomes[outcome].padEnd(6)}${en}`,
    ...sides
      .filter(({ left, right }) => outcome === "fails" && left !== right)
      .map(({ currency, left, right }) => {
        const shown = (amount: bigint) =>
          currency === "" ? String(amount) : `${Amount.grouped(Money.formatMinor(amount))} ${currency}`
        return `    ${shown(left)} and ${shown(right)}, difference ${shown(left - right)}`
      }),
  ])

const stateLines = ({ states }: Summary): ReadonlyArray<string> =>
  states.map(
    ({ amount, cases, currency, state }) =>
      `${state.padEnd(24)}${String(cases).padStart(7)} ${cases === 1 ? "case " : "cases"}${Amount.grouped(Money.formatMinor(amount)).padStart(18)} ${currency}`,
  )

const decisionLines = ({ decisions }: Summary): ReadonlyArray<string> =>
  decisions.length === 0
    ? []
    : ["", "to a person:", ...decisions.map(({ cause, count }) => `  ${String(count).padStart(5)}  ${cause}`)]

const voucherLines = (summary: Summary): ReadonlyArray<string> => {
  const rows = voucherRows(summary, "en")
  if (rows.length === 0) return []
  const amounts = (of: ReadonlyMap<string, bigint>) =>
    Array.from(of, ([currency, amount]) => `${Amount.grouped(Money.formatMinor(amount)).padStart(18)} ${currency}`)
  return [
    "",
    "vouchers:",
    ...rows.map(
      ({ amounts: of, count, label, meaning }) =>
        `  ${String(count).padStart(5)}  ${label}: ${meaning}`.padEnd(60) + amounts(of).join(""),
    ),
  ]
}
