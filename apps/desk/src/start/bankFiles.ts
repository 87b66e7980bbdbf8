/** The bank's files of the made-up portfolio, as an internet bank would give them: without them no month-end can be practised. */
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Simulation } from "@amili-cases/test-fixtures/finance/Simulation"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"

/** Half a year, and the month that goes on: of that one the bank knows more at each start. */
const months = 7

/** Writes `bank-2026-11.xml` for each month in which the bank has booked something, as known at a time in epoch milliseconds. */
export const write = (simulation: Simulation, at: number, folder: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const [Camt, Statements] = yield* Effect.promise(() =>
      Promise.all([
        import("@amili-cases/test-fixtures/finance/Camt"),
        import("@amili-cases/test-fixtures/finance/Statements"),
      ]),
    )
    const current = Month.of(CalendarDay.of(DateTime.unsafeMake(at)))
    yield* files.makeDirectory(folder, { recursive: true })
    for (let back = 0; back < months; back++) {
      const { from, name, to } = Month.add(current, -back)
      const range = { from: Date.parse(from), to: Date.parse(to), at }
      const text = Camt.render(Statements.make(simulation.events, range), { kind: "camt.053", version: "08" })
      if (text !== undefined) yield* files.writeFileString(path.join(folder, `bank-${name}.xml`), text)
    }
  })
