/** Tells how a month stands: the files on stdout, everything else on stderr, the verdict in the exit code. */
import type { ReconcileOutcome } from "@amili-cases/accounting/reconcile/ReconcileRun"
import { voucherRows } from "@amili-cases/accounting/reconcile/files/vouchers"
import { type Control, Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import type { Exported } from "@amili-cases/operations/runs/Reconcile"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import { type Language, UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Money from "@amili-cases/core/Money"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { datasetIn, finished, inEnglish, noted } from "../words/common.ts"
import * as Words from "../words/reconcile.ts"
import { ControlFails, NeedsPerson } from "./verdicts.ts"

/** What was exported before it, a line each. */
export const tellExports = ({ closed, payouts }: Exported) =>
  Effect.gen(function* () {
    const language = yield* UiLanguage
    const words = Words.of(language)
    for (const { dataset, serial, warnings } of [closed, payouts]) {
      const name = datasetIn(dataset, language)
      yield* Output.note(serial === undefined ? words.nothingNew(name) : words.exported(name, serial))
      for (const warning of warnings) yield* Output.note(noted(warning, language))
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
      for (const line of linesOf(outcome, yield* UiLanguage)) yield* Output.note(line)
      for (const file of inOrder(outcome.files)) yield* Output.writeLine(file)
    }
    if (verdict !== undefined) return yield* verdict
  })

const exportOf = ({ counts, dataset, files, serial, warnings }: Outcome) => ({
  dataset,
  serial: serial ?? null,
  counts,
  files,
  warnings: inEnglish(warnings),
})

/** A month that balances may rest on exports in which something needs a person. */
const quarantineOf = (exports: ReadonlyArray<Outcome>): NeedsPerson | undefined => {
  const first = exports.find(({ counts }) => (counts["quarantined"] ?? 0) > 0)
  if (first === undefined) return undefined
  const list = first.files.find((file) => file.endsWith("-quarantine.csv"))
  const said = (language: Language) => {
    const words = Words.of(language)
    return { message: words.inQuarantine(first.dataset), hint: words.see(list ?? words.filesOf(first.dataset)) }
  }
  return new NeedsPerson({ ...said("en"), swedish: said("sv") })
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
  warnings: inEnglish(outcome.warnings),
  recovered: outcome.recovered.map(({ dataset, folder, serial }) => ({ dataset, serial, folder })),
  exitCode,
})

const verdictOf = ({ files, same, serial, summary, verdict }: ReconcileOutcome) => {
  const { controls, month } = summary
  if (verdict === "balanced") return undefined
  if (verdict === "fails") {
    const said = (language: Language) => ({
      message: Words.of(language).failed(month, failedOf(controls)),
      hint: Words.of(language).seeSums,
    })
    return new ControlFails({ ...said("en"), swedish: said("sv") })
  }
  const list = files.find((file) => file.endsWith("-differences.csv"))
  const said = (language: Language) => {
    const words = Words.of(language)
    return {
      message: words.needPerson(month, thingsOf(summary)),
      hint: words.see(list ?? words.filesOfRun(serial ?? same ?? 0)),
    }
  }
  return new NeedsPerson({ ...said("en"), swedish: said("sv") })
}

const failedOf = (controls: ReadonlyArray<Control>) =>
  controls.filter(({ outcome }) => outcome === "fails").map(({ id }) => id)

const thingsOf = ({ decisions }: Summary) => decisions.reduce((sum, { count }) => sum + count, 0)

/** The report comes last: it is what a person opens. */
const inOrder = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const isReport = (file: string) => /\.(html|pdf)$/.test(file)
  return [...files.filter((file) => !isReport(file)), ...files.filter(isReport)]
}

const linesOf = (outcome: ReconcileOutcome, language: Language): ReadonlyArray<string> => {
  const { recovered, same, serial, summary, verdict, warnings } = outcome
  const words = Words.of(language)
  return [
    ...recovered.map((run) => finished(run, language)),
    headline(summary, verdict, language),
    same === undefined ? words.stand(serial, { ...summary, asOf: Dates.shownIso(summary.asOf) }) : words.same(same),
    "",
    ...controlLines(summary.controls, language),
    "",
    ...stateLines(summary, language),
    ...decisionLines(summary, language),
    ...voucherLines(summary, language),
    ...warnings.map((warning) => noted(warning, language)),
  ]
}

const headline = (summary: Summary, verdict: ReconcileOutcome["verdict"], language: Language): string => {
  const { controls, month } = summary
  const words = Words.of(language)
  if (verdict === "balanced") return words.balances(month)
  return verdict === "fails"
    ? words.doesNotBalance(month, failedOf(controls))
    : words.controlsHold(month, thingsOf(summary))
}

const controlLines = (controls: ReadonlyArray<Control>, language: Language): ReadonlyArray<string> => {
  const words = Words.of(language)
  return controls.flatMap((control) => [
    `${control.id}  ${words.outcomes[control.outcome]}${control[language]}`,
    ...control.sides
      .filter(({ left, right }) => control.outcome === "fails" && left !== right)
      .map(({ currency, left, right }) => {
        const shown = (amount: bigint) =>
          currency === "" ? String(amount) : `${Amount.shown(Money.formatMinor(amount), language)} ${currency}`
        return words.sides(shown(left), shown(right), shown(left - right))
      }),
  ])
}

const stateLines = ({ states }: Summary, language: Language): ReadonlyArray<string> => {
  const words = Words.of(language)
  return states.map(
    ({ amount, cases, currency, state }) =>
      `${words.state(state).padEnd(24)}${String(cases).padStart(7)} ${words.cases(cases)}${Amount.shown(Money.formatMinor(amount), language).padStart(18)} ${currency}`,
  )
}

const decisionLines = ({ decisions }: Summary, language: Language): ReadonlyArray<string> => {
  const words = Words.of(language)
  return decisions.length === 0
    ? []
    : [
        "",
        words.toPerson,
        ...decisions.map(({ cause, count }) => `  ${String(count).padStart(5)}  ${words.cause(cause)}`),
      ]
}

const voucherLines = (summary: Summary, language: Language): ReadonlyArray<string> => {
  const rows = voucherRows(summary, language)
  if (rows.length === 0) return []
  const amounts = (of: ReadonlyMap<string, bigint>) =>
    Array.from(
      of,
      ([currency, amount]) => `${Amount.shown(Money.formatMinor(amount), language).padStart(18)} ${currency}`,
    )
  return [
    "",
    Words.of(language).vouchers,
    ...rows.map(
      ({ amounts: of, count, label, meaning }) =>
        `  ${String(count).padStart(5)}  ${label}: ${meaning}`.padEnd(60) + amounts(of).join(""),
    ),
  ]
}
