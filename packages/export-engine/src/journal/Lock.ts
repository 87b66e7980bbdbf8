/**
 * One run at a time for a profile: a row in the journal that its holder refreshes. A holder on this machine is dead when
 * its process is; one on another machine when it has been silent for its lease. Writing does not rely on that alone: what
 * a holder writes is refused once another has taken the lock over (see `Fence`).
 */
import type { InBoth } from "../report/Said.ts"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { query } from "../database/statement.ts"
import type { JournalError } from "../database/JournalError.ts"
import * as Instant from "../run/Instant.ts"
import * as Fence from "./Fence.ts"
import { Lease } from "./Lease.ts"
import { Machine } from "./Machine.ts"
import { rowsOf } from "../database/rows.ts"

/** Another run of the profile is going on. */
export class LockHeld extends Data.TaggedError("LockHeld")<InBoth> {
  readonly exitCode = 6
}

/** Signs of life within a lease: one that comes late, or is lost, costs nobody the lock. */
const beatsPerLease = 6

/** Seconds. Of locks whose program keeps no lease of its own with them. */
const usualLease = 90

const Holder = Schema.Struct({
  token: Schema.String,
  machine: Schema.String,
  host: Schema.String,
  pid: Schema.Number,
  born: Schema.String,
  since: Schema.String,
  /** Seconds; null where only other machines go by it, after the usual time. */
  lease: Schema.NullOr(Schema.Number),
  beat: Schema.Number,
  /** Seconds since it was last heard of, by the database's clock. */
  silent: Schema.Number,
})

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const machine = yield* Machine
  const { duration, endsOnSameMachine } = yield* Lease
  const lease = endsOnSameMachine ? Duration.toSeconds(duration) : null
  const beatEvery = Duration.times(duration, 1 / beatsPerLease)
  const now = Fence.now(sql)

  /** Whether the lock is ours now. Two processes may ask at once: the table's key decides. */
  const take = (profile: string, token: string, since: string) => {
    const { born, host, id, pid } = machine
    return query(sql`INSERT INTO run_lock (profile, token, machine, host, pid, born, since, lease, beat)
      VALUES (${profile}, ${token}, ${id}, ${host}, ${pid}, ${born}, ${since}, ${lease}, ${now})
      ON CONFLICT (profile) DO NOTHING RETURNING token`).pipe(Effect.map((rows) => rows.length > 0))
  }

  const holder = (profile: string) =>
    query(sql`SELECT token, machine, host, pid, born, since, lease, beat, ${now} - beat AS silent
      FROM run_lock WHERE profile = ${profile}`).pipe(Effect.map((rows) => decode(rows)[0]))

  const isDead = (held: typeof Holder.Type): boolean => {
    // A beat that lies as far ahead was written before the clock went back, and would hold the lock until then.
    const isSilent = Math.abs(held.silent) > (held.lease ?? usualLease)
    if (held.machine !== machine.id) return isSilent
    return !machine.isAlive(held.pid, held.born) || (held.lease !== null && isSilent)
  }

  const remove = (profile: string, token: string) =>
    query(sql`DELETE FROM run_lock WHERE profile = ${profile} AND token = ${token}`)

  /** Leaves it to a holder that has given a sign of life since it was looked at. */
  const removeSilent = (profile: string, { beat, token }: typeof Holder.Type) =>
    query(sql`DELETE FROM run_lock WHERE profile = ${profile} AND token = ${token} AND beat = ${beat}`)

  const beat = (profile: string, token: string) =>
    query(sql`UPDATE run_lock SET beat = ${now} WHERE profile = ${profile} AND token = ${token}`)

  const acquire = (profile: string, token: string, since: string): Effect.Effect<void, LockHeld | JournalError> =>
    Effect.gen(function* () {
      if (yield* take(profile, token, since)) return
      const held = yield* holder(profile)
      if (held !== undefined && !isDead(held)) return yield* heldBy(profile, held)
      if (held !== undefined) yield* removeSilent(profile, held)
      return yield* acquire(profile, token, since)
    })

  /** Holds the lock until the scope closes. `since` is what others are told, ISO. Gives what names this holder in the journal. */
  const hold = (profile: string, since: string): Effect.Effect<string, LockHeld | JournalError, Scope.Scope> =>
    Effect.gen(function* () {
      const token = tokenOf(machine)
      // A lock that cannot be removed is recognised as that of a dead process by the next run.
      yield* Effect.acquireRelease(acquire(profile, token, since), () => Effect.ignore(remove(profile, token)))
      // A missed beat is no reason to stop a run: the next one follows, and committing checks for itself.
      yield* beat(profile, token).pipe(
        Effect.ignore,
        Effect.repeat(Schedule.spaced(beatEvery)),
        Effect.delay(beatEvery),
        Effect.forkScoped,
      )
      return token
    })

  /** Fails where another process has taken the lock over. */
  const confirm = (held: Fence.Held): Effect.Effect<void, Fence.LockLost | JournalError> => whileHeld(held, Effect.void)

  /** Writes for as long as the lock is held, and fails afterwards. */
  const whileHeld = <A>(
    held: Fence.Held,
    write: Effect.Effect<A, JournalError>,
  ): Effect.Effect<A, Fence.LockLost | JournalError> => query(Fence.fenced(sql)(held)(write))

  return { confirm, hold, whileHeld }
})

export class Lock extends Effect.Service<Lock>()("export-engine/Lock", { effect: methods }) {}

/** Not `randomUUID`: nobody has to guess it, and Node's crypto takes longer to load than the lock to take. */
const tokenOf = ({ pid }: typeof Machine.Service): string =>
  [pid, Date.now(), Math.random().toString(36).slice(2)].join("-")

const heldBy = (profile: string, held: typeof Holder.Type) =>
  new LockHeld({
    message: `an export of profile "${profile}" has been running since ${Instant.shown(held.since)} (Stockholm time, process ${held.pid} on ${held.host})`,
    hint: "wait until it has ended, then run this again",
    swedish: {
      message: `en export för profilen "${profile}" pågår sedan ${Instant.shown(held.since)} (svensk tid, process ${held.pid} på ${held.host})`,
      hint: "vänta tills den är klar, och kör igen",
    },
  })

const decode = rowsOf(Holder)
