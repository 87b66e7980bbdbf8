/** Why a month cannot be reconciled. */
import type { Said } from "@amili-cases/export-engine/report/Said"
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
        {
          message: `${name} has not begun: today is ${dayOfIso(startedAt)}`,
          hint: `give a month that has, such as --month ${dayOfIso(startedAt)?.slice(0, 7)}`,
        },
        {
          message: `${name} har inte börjat: i dag är det ${dayOfIso(startedAt)}`,
          hint: `ange en månad som har det, till exempel --month ${dayOfIso(startedAt)?.slice(0, 7)}`,
        },
      )

/** Before it is made final. */
export const isOver = ({ end, name }: Month, startedAt: string): Effect.Effect<void, ReconcileRefused> =>
  end <= startedAt
    ? Effect.void
    : refuse(
        { message: `${name} is not over: it cannot be made final`, hint: "leave out --final until it is" },
        { message: `${name} är inte slut: den kan inte låsas`, hint: "utelämna --final tills den är det" },
      )

/** Neither the month nor a later one is final. */
export const notFinal = ({ name }: Month, stands: ReadonlyArray<StandRow>): Effect.Effect<void, ReconcileRefused> => {
  const final = stands.find(({ is_final, month }) => is_final === 1 && month >= name)
  if (final === undefined) return Effect.void
  const { decided_by, locked_at, month, reason, serial } = final
  const day = dayOfIso(locked_at ?? undefined)
  return refuse(
    {
      message: `${month} is final since run ${serial} of ${day} (${decided_by}: ${reason}), and ${month === name ? "is not reconciled again" : `${name} lies before it`}`,
      hint: `what came to be known later is in the next month; the files once more: amili-export replay ${serial} --dataset reconcile --to FOLDER`,
    },
    {
      message: `${month} är låst sedan körning ${serial} den ${day} (${decided_by}: ${reason}), och ${month === name ? "stäms inte av igen" : `${name} ligger före den`}`,
      hint: `det som blivit känt senare finns i nästa månad; filerna en gång till: amili-export replay ${serial} --dataset reconcile --to MAPP`,
    },
  )
}

export const check = ({ asOf, isFinal, knowledge, month, startedAt, until }: Asked) =>
  Effect.gen(function* () {
    const { from, name, start } = month
    yield* notBegun(month, startedAt)
    if (until <= start)
      return yield* refuse(
        {
          message: `--as-of ${asOf} is before ${name}: nothing of the month could be known then`,
          hint: `give a day from ${from} on`,
        },
        {
          message: `--as-of ${asOf} är före ${name}: inget om månaden kunde vara känt då`,
          hint: `ange en dag från och med ${from}`,
        },
      )
    yield* notFinal(month, knowledge.stands)
    if (isFinal) yield* isOver(month, startedAt)
    for (const [what, looked] of [
      ["closed", knowledge.closedLooked],
      ["payouts", knowledge.payoutsLooked],
    ] as const)
      if (looked === undefined || looked < start)
        return yield* refuse(
          {
            message: `the journal knows nothing of ${name}: ${looked === undefined ? `there was no amili-export ${what}` : `the last amili-export ${what} was on ${dayOfIso(looked)}`}${asOf === undefined ? "" : ` by ${asOf}`}`,
            hint: `leave out --offline, or run amili-export ${what} first`,
          },
          {
            message: `journalen vet inget om ${name}: ${looked === undefined ? `det fanns ingen amili-export ${what}` : `den senaste amili-export ${what} var ${dayOfIso(looked)}`}${asOf === undefined ? "" : ` till och med ${asOf}`}`,
            hint: `utelämna --offline, eller kör amili-export ${what} först`,
          },
        )
  })

const refuse = (en: Said, swedish: Said) => new ReconcileRefused({ ...en, swedish })
