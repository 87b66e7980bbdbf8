/** Exports the cases closed since the last run, each exactly once. */
import * as Tables from "@amili-cases/accounting/cases/Tables"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import type { Through } from "@amili-cases/accounting/closed/period/Through"
import * as Window from "@amili-cases/accounting/closed/Window"
import type * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as BeforeFirst from "../profile/BeforeFirst.ts"
import type { Chosen } from "../profile/Chosen.ts"
import * as Classes from "../profile/Classes.ts"
import * as CreditorIds from "../profile/CreditorIds.ts"
import * as FirstStart from "../profile/FirstStart.ts"
import * as Plan from "../profile/Plan.ts"
import * as Prepared from "./Prepared.ts"

export interface Asked extends Chosen {
  /** First run only: leaves out what was closed before. */
  readonly start?: DateTime.Utc | undefined
  /** The day that the run ends with, instead of now. */
  readonly through?: Through | undefined
  /** Compares every closed case with the journal. */
  readonly deep?: boolean | undefined
  /** How long before the last run close dates are asked for again. */
  readonly lag?: Duration.Duration | undefined
}

/** What was asked for, checked without the API. */
export const prepare = (asked: Asked) =>
  Effect.map(Prepared.make(Tables.closed, asked), (prepared) => ({
    ...prepared,
    start: asked.start,
    through: asked.through,
    deep: asked.deep === true,
    margins: asked.lag === undefined ? Window.defaults : { ...Window.defaults, lag: asked.lag },
  }))

export const run = (
  { creditors, location, plan, start, ...window }: Effect.Effect.Success<ReturnType<typeof prepare>>,
  journal: Prepared.Journal = Prepared.journalAt(location),
) =>
  Effect.gen(function* () {
    yield* CreditorIds.refuseUnknown(creditors)
    yield* FirstStart.refuseFuture(start)
    yield* BeforeFirst.check(plan, location, "closed")
    const settings = yield* Plan.settingsOf(plan)
    const { classes, profile } = plan
    return yield* Effect.gen(function* () {
      yield* Classes.noteUnseen(classes)
      yield* FirstStart.noteOther(profile, creditors, start)
      return yield* ClosedRun.run({ settings, creditors, classes, start, ...window })
    }).pipe(Effect.provide(journal))
  })
