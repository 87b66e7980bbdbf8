/** A unit of work: an export of one profile for one day, or for a month where it is reconciled. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Schema from "effect/Schema"
import { type DatasetName, datasets } from "../profiles/FleetProfile.ts"

/** Made at most once, unless somebody asks for it again. */
export const Key = Schema.Struct({
  profile: Schema.String,
  dataset: Schema.Literal(...datasets),
  /** A day in Stockholm, `2026-01-13`, or of a reconciliation the month, `2026-01`. */
  period: Schema.String,
})
export type Key = typeof Key.Type

/** A unit handed to a worker; each attempt has a number of its own. */
export const Attempt = Schema.Struct({ ...Key.fields, attempt: Schema.Number })
export type Attempt = typeof Attempt.Type

/** The period of a unit that comes due on a day. */
export const periodOf = (dataset: DatasetName, day: CalendarDay.CalendarDay): string =>
  dataset === "reconcile" ? CalendarDay.addDays(day, -Number(day.slice(-2))).slice(0, 7) : day
