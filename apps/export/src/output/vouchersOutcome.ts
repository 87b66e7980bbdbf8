/** Tells what became of vouchers: the files on stdout, everything else on stderr, the verdict in the exit code. */
import type { DraftOutcome } from "@amili-cases/accounting/vouchers/draft/DraftRun"
import { causes } from "@amili-cases/accounting/vouchers/files/words"
import { type Language, UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Effect from "effect/Effect"
import { finished, inEnglish, noted } from "../words/common.ts"
import * as Words from "../words/vouchers.ts"
import { NeedsPerson } from "./verdicts.ts"

interface Given {
  readonly json: boolean
}

export const tellDraft = (outcome: DraftOutcome, profile: string, { json }: Given) =>
  Effect.gen(function* () {
    const { approved, files, month, questions, recovered, vouchers, warnings } = outcome
    const verdict =
      questions.length === 0
        ? undefined
        : new NeedsPerson({ ...needed("en", questions.length), swedish: needed("sv", questions.length) })
    const language = yield* UiLanguage
    const words = Words.of(language)
    if (json)
      yield* Output.writeLine(
        JSON.stringify({
          profile,
          month,
          vouchers: vouchers.length,
          approved,
          questions: questions.map(({ cause, id, why }) => ({ number: id, cause, why })),
          files,
          warnings: inEnglish(warnings),
          recovered: recovered.map(documentOf),
          exitCode: verdict?.exitCode ?? 0,
        }),
      )
    else {
      for (const run of recovered) yield* Output.note(finished(run, language))
      yield* Output.note(words.drafted(month, vouchers.length, approved))
      const byCause = new Map<string, number>()
      for (const { cause } of questions) byCause.set(cause, (byCause.get(cause) ?? 0) + 1)
      for (const [cause, named] of Object.entries(causes)) {
        const count = byCause.get(cause)
        if (count !== undefined) yield* Output.note(`  ${String(count).padStart(5)}  ${named[language]}`)
      }
      for (const warning of warnings) yield* Output.note(noted(warning, language))
      for (const file of files) yield* Output.writeLine(file)
    }
    if (verdict !== undefined) return yield* verdict
  })

export const tellEmit = (outcome: Outcome, profile: string, { json }: Given) =>
  Effect.gen(function* () {
    const { counts, files, recovered, serial, sums, warnings } = outcome
    if (json)
      return yield* Output.writeLine(
        JSON.stringify({
          dataset: outcome.dataset,
          profile,
          serial: serial ?? null,
          counts,
          sums,
          files,
          warnings: inEnglish(warnings),
          recovered: recovered.map(documentOf),
          exitCode: 0,
        }),
      )
    const language = yield* UiLanguage
    const words = Words.of(language)
    for (const run of recovered) yield* Output.note(finished(run, language))
    if (serial === undefined) return yield* Output.note(words.nothingToEmit)
    yield* Output.note(words.emitted(serial, counts["vouchers"] ?? 0, counts["sieFiles"] ?? 0))
    for (const { count, currency, sum } of sums)
      yield* Output.note(words.sum(currency, count, Amount.shown(sum, language)))
    for (const warning of warnings) yield* Output.note(noted(warning, language))
    for (const file of files) yield* Output.writeLine(file)
  })

const documentOf = ({ dataset, folder, serial }: Run) => ({ dataset, serial, folder })

const needed = (language: Language, questions: number) => ({
  message: Words.of(language).needDecision(questions),
  hint: Words.of(language).seeQuestions,
})
