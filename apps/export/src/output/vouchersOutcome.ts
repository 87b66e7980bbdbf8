/** Tells what became of vouchers: the files on stdout, everything else on stderr, the verdict in the exit code. */
import type { DraftOutcome } from "@amili-cases/accounting/vouchers/draft/DraftRun"
import { causes } from "@amili-cases/accounting/vouchers/files/words"
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Effect from "effect/Effect"
import { NeedsPerson } from "./outcome.ts"

interface Given {
  readonly json: boolean
}

export const tellDraft = (outcome: DraftOutcome, profile: string, { json }: Given) =>
  Effect.gen(function* () {
    const { approved, files, month, questions, recovered, vouchers, warnings } = outcome
    const verdict =
      questions.length === 0
        ? undefined
        : new NeedsPerson({
            message: `${counted(questions.length, "thing")} ${questions.length === 1 ? "needs" : "need"} a decision`,
            hint: "see the sheet of questions, or amili-export vouchers list",
          })
    if (json)
      yield* Output.writeLine(
        JSON.stringify({
          profile,
          month,
          vouchers: vouchers.length,
          approved,
          questions: questions.map(({ cause, id, why }) => ({ number: id, cause, why })),
          files,
          warnings,
          recovered: recovered.map(documentOf),
          exitCode: verdict?.exitCode ?? 0,
        }),
      )
    else {
      for (const run of recovered) yield* Output.note(finished(run))
      yield* Output.note(`${month}: ${counted(vouchers.length, "voucher")} drafted, ${approved} approved and waiting`)
      const byCause = new Map<string, number>()
      for (const { cause } of questions) byCause.set(cause, (byCause.get(cause) ?? 0) + 1)
      for (const [cause, { en }] of Object.entries(causes)) {
        const count = byCause.get(cause)
        if (count !== undefined) yield* Output.note(`  ${String(count).padStart(5)}  ${en}`)
      }
      for (const warning of warnings) yield* Output.note(`note: ${warning}`)
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
          warnings,
          recovered: recovered.map(documentOf),
          exitCode: 0,
        }),
      )
    for (const run of recovered) yield* Output.note(finished(run))
    if (serial === undefined) return yield* Output.note("nothing to emit: no voucher is approved that was not emitted")
    yield* Output.note(
      `run ${serial}: ${counted(counts["vouchers"] ?? 0, "voucher")} in ${counted(counts["sieFiles"] ?? 0, "SIE file")}`,
    )
    for (const { count, currency, sum } of sums)
      yield* Output.note(`  ${currency}: ${counted(count, "voucher")}, debit = credit = ${Amount.grouped(sum)}`)
    for (const warning of warnings) yield* Output.note(`note: ${warning}`)
    for (const file of files) yield* Output.writeLine(file)
  })

const finished = ({ dataset, folder, serial }: Run): string =>
  `run ${serial} (${dataset}), interrupted before, has been finished: its files are in ${folder}`

const documentOf = ({ dataset, folder, serial }: Run) => ({ dataset, serial, folder })

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`
