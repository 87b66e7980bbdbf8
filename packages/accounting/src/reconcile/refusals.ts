/** Why a month cannot be reconciled. */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import * as Effect from "effect/Effect"
import { ReconcileRefused } from "./errors.ts"
import type { Knowledge } from "./journal/knowledge.ts"
import type { StandRow } from "./journal/Stands.ts"
import type { Month } from "./time/Month.ts"

export interface Asked {
  readonly month: Month
  /** ISO. */
  readonly startedAt: string
  /** ISO, exclusive: what is known. */
  readonly until: string
  readonly asOf: CalendarDay | undefined
  readonly knowledge: Knowledge
  readonly isFinal: boolean
}

/** Before anything is exported for it. `startedAt` is ISO. */
export const notBegun = ({ name, start }: Month, startedAt: string): Effect.Effect<void, ReconcileRefused> =>
  start <= startedAt
    ? Effect.void
    : refuse(
        `${name} has not begun: today is ${dayOfIso(startedAt)}`,
        `give a month that has, such as --month ${dayOfIso(startedAt)?.slice(0, 7)}`,
      )

/** Before it is made final. */
export const isOver = ({ end, name }: Month, startedAt: string): Effect.Effect<void, ReconcileRefused> =>
  end <= startedAt
    ? Effect.void
    : refuse(`${name} is not over: it cannot be made final`, "leave out --final until it is")

/** Neither the month nor a later one is final. */
export const notFinal = ({ name }: Month, stands: ReadonlyArray<StandRow>): Effect.Effect<void, ReconcileRefused> => {
  const final = stands.find(({ is_final, month }) => is_final === 1 && month >= name)
  if (final === undefined) return Effect.void
  const { decided_by, locked_at, month, reason, serial } = final
  return refuse(
    `${month} is final since run ${serial} of ${dayOfIso(locked_at ?? undefined)} (${decided_by}: ${reason}), and ${month === name ? "is not reconciled again" : `${name} lies before it`}`,
    `what came to be known later is in the next month; the files once more: amili-export replay ${serial} --dataset reconcile --to FOLDER`,
  )
}

export const check = ({ asOf, isFinal, knowledge, month, startedAt, until }: Asked) =>
  Effect.gen(function* () {
    const { from, name, start } = month
    yield* notBegun(month, startedAt)
    if (until <= start)
      return yield* refuse(
        `--as-of ${asOf} is before ${name}: nothing of the month could be known then`,
        `give a day from ${from} on`,
      )
    yield* notFinal(month, knowledge.stands)
    if (isFinal) yield* isOver(month, startedAt)
    for (const [what, looked] of [
      ["closed", knowledge.closedLooked],
      ["payouts", knowledge.payoutsLooked],
    ] as const)
      if (looked === undefined || looked < start)
        return yield* refuse(
          `the journal knows nothing of ${name}: ${looked === undefined ? `there was no amili-export ${what}` : `the last amili-export ${what} was on ${dayOfIso(looked)}`}${asOf === undefined ? "" : ` by ${asOf}`}`,
          `leave out --offline, or run amili-export ${what} first`,
        )
  })

const refuse = (message: string, hint: string) => new ReconcileRefused({ message, hint })
