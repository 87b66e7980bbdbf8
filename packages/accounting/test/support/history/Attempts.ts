/** Runs of the program one after the other, and which of them came to count: told by the steps that they took. */
import { CreditorId } from "@amili-cases/core/Creditor"
import { at, ObjectId } from "@amili-cases/test-fixtures/Document"
import type { Random } from "@amili-cases/test-fixtures/Random"
import { Cause, type DateTime, Effect, Exit, Option, Predicate } from "effect"
import type { Attempt } from "./Books.ts"
import type { Through } from "@amili-cases/accounting/closed/period/Through"
import type { Climate } from "./Climate.ts"
import * as Files from "./Files.ts"
import * as Happenings from "./Happenings.ts"
import * as Strikes from "./Strikes.ts"
import type * as World from "./World.ts"

type Dataset = "open" | "closed"

/** A run that counts, or one that had nothing to say (without a serial, but with the end of its window). */
export interface Finished extends Attempt {
  readonly dataset: Dataset
  readonly serial: number | undefined
  readonly end: string | undefined
}

/** What can end a run in a bad world: each says in one line what to do next. */
const honest = new Set(["Unreachable", "UnexpectedAnswer", "NotAuthenticated"])

export const make = (
  { engine, out, run }: Effect.Effect.Success<ReturnType<typeof World.make>>,
  climate: Climate,
  random: Random,
  start: DateTime.Utc | undefined,
) => {
  const strikes = Strikes.count(engine.faults)
  const finished: Array<Finished> = []
  const problems: Array<string> = []
  const tally = { runs: 0, failed: 0, interrupted: 0, recovered: 0, refused: 0 }
  const last = { open: 0, closed: 0 }
  /** Complete and not yet counted when it was interrupted: the next run's to finish. */
  let left: Finished | undefined

  const someCreditor = (): ReadonlyArray<CreditorId> => {
    const [, document] = random.pick(Happenings.documents(engine.cases, {})) ?? []
    const creditor = document && at(document, "creditor")
    return creditor instanceof ObjectId ? [CreditorId.make(creditor.hex)] : []
  }

  const count = (one: Finished) => {
    last[one.dataset] += 1
    finished.push({ ...one, serial: last[one.dataset] })
  }

  /** Nothing of a run that does not count is to be seen, and its error is one that a person can act on. */
  const checkFailed = (cause: Cause.Cause<unknown>, before: ReadonlyArray<string> | undefined) => {
    if (before !== undefined && String(before) !== String(Files.names(out))) {
      const strange = Files.names(out).filter((name) => !before.includes(name))
      problems.push(`a failed run left ${strange.join(", ")}`)
    }
    if (Cause.isInterruptedOnly(cause)) {
      tally.interrupted += 1
      return
    }
    const error = Option.getOrUndefined(Cause.failureOption(cause))
    const tag = Predicate.hasProperty(error, "_tag") ? String(error._tag) : Cause.pretty(cause)
    const message = error instanceof Error ? error.message : ""
    // A run has gone past the day that this one was to end with.
    if (tag === "PeriodRefused" && message.startsWith("no run can end with")) {
      tally.refused += 1
      return
    }
    tally.failed += 1
    const hint = Predicate.hasProperty(error, "hint") ? error.hint : undefined
    if (!honest.has(tag) || message.includes("\n") || typeof hint !== "string") {
      problems.push(`a run ended with ${tag}: ${message}`)
    }
  }

  /** One run. `calm` is without interruption and for all creditors. */
  const attempt = (dataset: Dataset, calm = false, through?: Through) =>
    Effect.gen(function* () {
      const before = left === undefined ? Files.names(out) : undefined
      const creditors = !calm && climate.creditors && dataset === "closed" && random.chance(0.3) ? someCreditor() : []
      const stopAt = !calm && random.chance(climate.interrupted) ? random.below(30) : Infinity
      const steps: Array<string> = []
      const garbled = strikes.of("nan")
      const from = engine.cases.version
      const exit = yield* Effect.exit(
        run({ dataset, creditors, start, through, perCreditor: climate.perCreditor }, (step) =>
          Effect.suspend(() => (steps.push(step) - 1 === stopAt ? Effect.interrupt : Effect.void)),
        ),
      )
      tally.runs += 1
      const own: Finished = {
        dataset,
        from,
        until: engine.cases.version,
        creditors,
        through,
        garbled: strikes.of("nan") - garbled,
        serial: undefined,
        end: undefined,
      }
      let commits = steps.filter((step) => step === "committed").length
      if (left !== undefined && commits > 0) {
        commits -= 1
        tally.recovered += 1
        count(left)
        left = undefined
      }
      if (commits > 0) count(own)
      else if (Exit.isSuccess(exit)) finished.push({ ...own, end: exit.value.until })
      else if (steps.includes("prepared")) left = own
      if (Exit.isFailure(exit)) checkFailed(exit.cause, commits > 0 || left === own ? undefined : before)
      return Exit.isSuccess(exit) ? exit.value : undefined
    })

  return { attempt, finished, problems, tally, strikes, last }
}
