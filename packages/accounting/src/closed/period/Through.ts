/** The day that a run of closed cases ends with, and why it cannot: it is not over, or a run has gone past it. */
import type { InBoth } from "@amili-cases/export-engine/report/Said"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Checkpoint } from "@amili-cases/export-engine/journal/Checkpoints"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { dayOfIso, shown } from "@amili-cases/export-engine/run/Instant"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export interface Through {
  /** As it was asked for: `2026-10` or `2026-10-31`. */
  readonly name: string
  /** Exclusive: the first instant of the day after. */
  readonly end: DateTime.Utc
}

/** No run can end with that day. */
export class PeriodRefused extends Data.TaggedError("PeriodRefused")<InBoth> {
  readonly exitCode = 2
}

interface Known {
  /** The furthest checkpoint that covers the creditors of the run. */
  readonly checkpoint: Option.Option<Checkpoint>
  readonly start: DateTime.Utc | undefined
  /** Up to when the server's data are complete. */
  readonly settled: DateTime.Utc
}

export const check = (through: Through, { checkpoint, settled, start }: Known) =>
  Effect.gen(function* () {
    const { end, name } = through
    if (DateTime.greaterThan(end, settled)) {
      return yield* new PeriodRefused({
        message: `${name} is not over: by the API's clock it was ${shown(DateTime.formatIso(settled))} a minute ago`,
        hint: `the last whole day is --through ${CalendarDay.addDays(CalendarDay.of(settled), -1)}; without --month and --through a run takes everything until now`,
        swedish: {
          message: `${name} är inte slut: enligt API:ets klocka var det ${shown(DateTime.formatIso(settled))} för en minut sedan`,
          hint: `den senaste hela dagen är --through ${CalendarDay.addDays(CalendarDay.of(settled), -1)}; utan --month och --through tar en körning allt till nu`,
        },
      })
    }
    if (Option.isSome(checkpoint)) return yield* notPast(through, checkpoint.value)
    if (start !== undefined && DateTime.greaterThanOrEqualTo(start, end)) {
      return yield* new PeriodRefused({
        message: `--start ${CalendarDay.of(start)} is after ${name}: nothing lies between them`,
        hint: "give an earlier day with --start, or a later period",
        swedish: {
          message: `--start ${CalendarDay.of(start)} är efter ${name}: inget ligger emellan`,
          hint: "ange en tidigare dag med --start, eller en senare period",
        },
      })
    }
  })

const notPast = ({ end, name }: Through, checkpoint: Checkpoint) =>
  Effect.gen(function* () {
    const isPast = (until: string | null) => until !== null && DateTime.greaterThan(DateTime.unsafeMake(until), end)
    if (!isPast(checkpoint.until)) return
    const { profile, scope } = checkpoint
    const history = yield* (yield* Runs).history(profile, "closed")
    const past = history.find((run) => run.scope === scope && isPast(run.window_until))
    const why = past === undefined ? quiet(checkpoint) : took(past)
    return yield* new PeriodRefused({
      message: `no run can end with ${name} any more: ${why.en}`,
      hint: `what was closed in it is in the runs so far (amili-export history); once more, outside the journal: amili-export backfill ${periodOf(name)}`,
      swedish: {
        message: `ingen körning kan längre sluta med ${name}: ${why.sv}`,
        hint: `det som avslutades i den finns i körningarna hittills (amili-export history); en gång till, utanför journalen: amili-export backfill ${periodOf(name)}`,
      },
    })
  })

const took = ({ serial, started_at, window_until }: Run) => ({
  en: `run ${serial} of ${dayOfIso(started_at)} took what was closed before ${shown(window_until ?? "")}`,
  sv: `körning ${serial} den ${dayOfIso(started_at)} tog det som avslutats före ${shown(window_until ?? "")}`,
})

/** An export without anything new has no number. */
const quiet = ({ started_at, until }: Checkpoint) => ({
  en: `the export of ${dayOfIso(started_at)} looked for everything closed before ${shown(until)}`,
  sv: `exporten den ${dayOfIso(started_at)} gick igenom allt som avslutats före ${shown(until)}`,
})

const periodOf = (name: string): string => (name.length === "2026-10".length ? `--month ${name}` : `--until ${name}`)
