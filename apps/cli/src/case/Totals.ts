/** Counts and sums of open cases by state and by age, in memory that does not grow with the number of cases. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as Money from "@amili-cases/core/Money"
import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Ageing from "./Ageing.ts"

/** One line of the summary. Amounts of different currencies have no sum: each has a line of its own. */
export interface Total {
  readonly by: "state" | "age"
  readonly name: string
  readonly currency: string
  readonly cases: number
  /** Of the amounts as shown, in hundredths. */
  readonly minor: bigint
}

export interface Totals {
  readonly cases: number
  readonly withoutAmount: number
  readonly lines: ReadonlyArray<Total>
}

/** What is read of each case. */
export const fields = ["state", "currency", "remainingCapital"] as const

/** The totals of these cases, by their age today. */
export const of = <E, R>(cases: Stream.Stream<Case, E, R>): Effect.Effect<Totals, E, R> =>
  Effect.gen(function* () {
    const totals = make(yield* CalendarDay.today)
    yield* Stream.runForEachChunk(cases, (chunk) =>
      Effect.sync(() => {
        for (const one of chunk) totals.add(one)
      }),
    )
    return totals.result()
  })

/** The line for a program. */
export const documentOf = ({ minor, ...line }: Total) => ({ ...line, remaining: BigDecimal.make(minor, 2) })

/** Takes cases one by one. */
const make = (today: CalendarDay.CalendarDay) => {
  const lines = new Map<string, { by: "state" | "age"; name: string; currency: string; cases: number; minor: bigint }>()
  let cases = 0
  let withoutAmount = 0

  const count = (by: "state" | "age", name: string, currency: string, minor: bigint) => {
    const key = JSON.stringify([by, name, currency])
    const line = lines.get(key) ?? { by, name, currency, cases: 0, minor: 0n }
    line.cases += 1
    line.minor += minor
    lines.set(key, line)
  }

  return {
    add: ({ createdAt, currency = "", remainingCapital, state }: Case): void => {
      const minor = remainingCapital === undefined ? 0n : Money.toMinor(remainingCapital)
      cases += 1
      if (remainingCapital === undefined) withoutAmount += 1
      count("state", state ?? "", currency, minor)
      count("age", Ageing.classOf(createdAt, today), currency, minor)
    },
    result: (): Totals => ({ cases, withoutAmount, lines: Array.from(lines.values()).toSorted(compare) }),
  }
}

/** States in the order in which cases pass through them, ages from the youngest. */
const compare = (a: Total, b: Total) =>
  a.by !== b.by
    ? a.by === "state"
      ? -1
      : 1
    : place(a) - place(b) || compareText(a.name, b.name) || compareText(a.currency, b.currency)

const place = ({ by, name }: Total) => {
  const names: ReadonlyArray<string> = by === "state" ? CaseState.known : Ageing.classes
  const index = names.indexOf(name)
  return index === -1 ? names.length : index
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
