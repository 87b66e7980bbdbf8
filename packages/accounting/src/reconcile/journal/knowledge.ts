/** What the journal knew at an instant: which runs had been committed, and which months were final. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Floor, Runs } from "../time/dating.ts"
import * as Month from "../time/Month.ts"
import { type StandRow, Stands } from "./Stands.ts"

export interface Knowledge {
  readonly closed: Runs
  readonly payouts: Runs
  /** Serial of the last open run; undefined where there is none. */
  readonly open: number | undefined
  /** The last one over all creditors, with when it was made (ISO): one over some does not tell how many cases came. */
  readonly portfolio: { readonly serial: number; readonly startedAt: string } | undefined
  /** When anybody last looked (ISO), whether there was something new or not; undefined for never. */
  readonly closedLooked: string | undefined
  readonly payoutsLooked: string | undefined
  /** Reconciliations, oldest first. */
  readonly stands: ReadonlyArray<StandRow>
}

/** `until` is exclusive, ISO. */
export const at = (
  profile: string,
  until: string,
  month: Month.Month,
): Effect.Effect<Knowledge, JournalError, SqlClient | Stands> =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const stands = yield* (yield* Stands).all(profile)
    const runs = decodeRuns(
      yield* query(sql`SELECT dataset, serial, scope, started_at FROM run
        WHERE profile = ${profile} AND state = 'committed' AND started_at < ${until}
        AND dataset IN ('closed', 'payouts', 'open') ORDER BY serial`),
    )
    const looked = decodeLooked(
      yield* query(sql`SELECT dataset, MAX(started_at) AS started_at FROM checkpoint
        WHERE profile = ${profile} AND started_at < ${until} GROUP BY dataset`),
    )
    const finals = stands.filter(({ is_final, month: other }) => is_final === 1 && other < month.name)
    const of = (dataset: string, through: (stand: StandRow) => number): Runs => {
      const own = runs.filter((run) => run.dataset === dataset)
      return {
        through: own.at(-1)?.serial ?? 0,
        startedAt: new Map(own.map(({ serial, started_at }) => [serial, started_at])),
        floors: finals.flatMap((stand) => floorOf(stand, through(stand))),
      }
    }
    const lookedAt = (dataset: string) =>
      [...runs, ...looked]
        .filter((one) => one.dataset === dataset)
        .map(({ started_at }) => started_at)
        .toSorted()
        .at(-1)
    const open = runs.filter(({ dataset }) => dataset === "open")
    const whole = open.findLast(({ scope }) => scope === "")
    return {
      closed: of("closed", ({ closed_through }) => closed_through),
      payouts: of("payouts", ({ payouts_through }) => payouts_through),
      open: open.at(-1)?.serial,
      portfolio: whole && { serial: whole.serial, startedAt: whole.started_at },
      closedLooked: lookedAt("closed"),
      payoutsLooked: lookedAt("payouts"),
      stands,
    }
  })

const floorOf = ({ month }: StandRow, after: number): ReadonlyArray<Floor> =>
  Option.match(Month.parse(month), { onNone: () => [], onSome: ({ end }) => [{ after, from: end }] })

const decodeRuns = rowsOf(
  Schema.Struct({ dataset: Schema.String, serial: Schema.Number, scope: Schema.String, started_at: Schema.String }),
)
const decodeLooked = rowsOf(Schema.Struct({ dataset: Schema.String, started_at: Schema.String }))
