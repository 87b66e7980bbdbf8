/**
 * The runs of a profile and dataset, numbered without gaps. A run is `staging` while its files are written, `prepared`
 * when they are all on disk and only wait to get their names, `committed` when it counts; `abandoned` when its files were
 * lost before that and a person has abandoned it: its number is spent, and nothing in it counts.
 */
import type { InBoth } from "../report/Said.ts"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type Checkpoint, Checkpoints } from "./Checkpoints.ts"
import { Datasets, type Records } from "../dataset/Dataset.ts"
import type { Decision } from "../evidence/Decision.ts"
import { query, transaction } from "../database/statement.ts"
import { fenced, type Held, type LockLost } from "./Fence.ts"
import type { JournalError } from "../database/JournalError.ts"
import { apiIn, Origins } from "./Origins.ts"
import { rowsOf } from "../database/rows.ts"
import { type Run, type RunFile, RunRow } from "./Run.ts"
import { type Key, ofRun, queries } from "./runQueries.ts"

/** What is known when a run begins. */
export type Beginning = Omit<Run, "serial" | "state" | keyof typeof notYet>

/** What is known when its files are on disk. */
export interface Prepared {
  readonly manifest: string
  readonly hash: string
  readonly previousHash: string | undefined
  readonly files: ReadonlyArray<RunFile>
  /** What is left for the next run to compare with. */
  readonly remembered: { readonly difference: number; readonly unsure: number } | undefined
}

/** What stands for the manifest of an abandoned run, and its file. */
export interface Abandonment {
  readonly text: string
  readonly file: RunFile
  /** Where that file is. */
  readonly folder: string
}

/** What is known only when the files are complete. */
const notYet = { manifest: null, previous_hash: null, hash: null, difference: null, unsure: null }

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const checkpoints = yield* Checkpoints
  const origins = yield* Origins
  const records = new Map<string, Records>()
  for (const dataset of yield* Datasets) records.set(dataset.name, yield* dataset.records)
  /** Runs of a dataset that this program does not know cannot be moved on by it. */
  const recordsOf = (run: Run) =>
    Effect.orDieWith(
      Effect.fromNullable(records.get(run.dataset)),
      () => new Error(`dataset ${run.dataset} is not registered`),
    )

  const of = ofRun(sql)
  const { find, ...others } = queries(sql)
  const whileHeld = fenced(sql)

  /** Takes the next serial number. Nothing unfinished is left. */
  const begin = (beginning: Beginning): Effect.Effect<Run, JournalError | LockLost> =>
    Effect.gen(function* () {
      const [last] = yield* sql`SELECT MAX(serial) AS serial FROM run
            WHERE profile = ${beginning.profile} AND dataset = ${beginning.dataset}`
      const serial = (decodeMax(last).serial ?? 0) + 1
      const run: Run = { ...beginning, serial, state: "staging", ...notYet }
      yield* sql`INSERT INTO run ${sql.insert(run)}`
      return run
    }).pipe(whileHeld(beginning), query)

  /** The run's files are complete: from here on it is finished, not undone. */
  const prepare = (run: Run, prepared: Prepared): Effect.Effect<Run, JournalError | RunLost> =>
    Effect.gen(function* () {
      const moved = yield* sql`UPDATE run SET state = 'prepared', manifest = ${prepared.manifest},
          hash = ${prepared.hash}, previous_hash = ${prepared.previousHash ?? null},
          difference = ${prepared.remembered?.difference ?? null}, unsure = ${prepared.remembered?.unsure ?? null}
        WHERE ${of(run)} AND token = ${run.token} AND state = 'staging' RETURNING *`
      const { dataset, profile, serial } = run
      const files = prepared.files.map((file) => ({ profile, dataset, serial, ...file }))
      if (moved.length > 0 && files.length > 0) yield* sql`INSERT INTO run_file ${sql.insert(files)}`
      return moved
    }).pipe(
      whileHeld(run),
      query,
      Effect.catchTag("LockLost", () => lost(run)),
      Effect.flatMap(moveOf(run)),
    )

  /**
   * From here on the run counts. One transaction: its state, and up to when this scope is known. `by` holds the lock: the
   * process whose run it is, or one that finishes it.
   */
  const commit = (
    run: Run,
    checkpoint: Checkpoint | undefined,
    by: Held = run,
  ): Effect.Effect<Run, JournalError | LockLost | RunLost> =>
    Effect.gen(function* () {
      const moved = yield* sql`UPDATE run SET state = 'committed'
        WHERE ${of(run)} AND token = ${run.token} AND state = 'prepared' RETURNING *`
      // Another machine may have finished it, with these files, while this one seemed dead.
      if (moved.length === 0) {
        return yield* sql`SELECT * FROM run WHERE ${of(run)} AND token = ${run.token} AND state = 'committed'`
      }
      const api = Option.getOrUndefined(apiIn(run))
      if (api !== undefined) yield* origins.pin(run.profile, api, run.started_at)
      if (checkpoint !== undefined) yield* checkpoints.write(checkpoint)
      yield* (yield* recordsOf(run)).commit(run)
      return moved
    }).pipe(
      whileHeld(by),
      query,
      Effect.flatMap(moveOf(run)),
      // The other process finishes a run whose files are complete, and perhaps has done so.
      Effect.catchTag("LockLost", (error) =>
        Effect.flatMap(find(run), (found) => {
          const now = Option.getOrUndefined(Option.filter(found, ({ token }) => token === run.token))
          if (now?.state === "committed") return Effect.succeed(now)
          return Effect.fail(now?.state === "prepared" ? error : lost(run))
        }),
      ),
    )

  /** There was nothing to export up to here: the memory moves on without a run. */
  const pass = (api: string, checkpoint: Checkpoint, by: Held): Effect.Effect<void, JournalError | LockLost> =>
    Effect.zipRight(origins.pin(checkpoint.profile, api, checkpoint.started_at), checkpoints.write(checkpoint)).pipe(
      whileHeld(by),
      query,
    )

  /**
   * Adds to a run that is still this process's own: another one that took this one for dead may have undone it and given
   * its number to a run of its own, whose lines these must not become.
   */
  const whileOurs = (run: Run, add: Effect.Effect<void, JournalError>): Effect.Effect<void, JournalError | RunLost> =>
    Effect.gen(function* () {
      const found = yield* sql`SELECT serial FROM run
        WHERE ${of(run)} AND token = ${run.token} AND state = 'staging'`
      if (found.length === 0) return yield* lost(run)
      return yield* add
    }).pipe(
      whileHeld(run),
      query,
      Effect.catchTag("LockLost", () => lost(run)),
    )

  /** What a run has said is unsaid. */
  const forget = (run: Run) =>
    Effect.gen(function* () {
      yield* (yield* recordsOf(run)).forget(run)
      yield* sql`DELETE FROM quarantine WHERE ${of(run)}`
    })

  /** Gives up a prepared run: its number stays, and its cases are the next run's. One transaction. */
  const abandon = (run: Run, record: Abandonment): Effect.Effect<Run, JournalError | RunLost> =>
    Effect.gen(function* () {
      const moved =
        yield* sql`UPDATE run SET state = 'abandoned', manifest = ${record.text}, hash = ${record.file.sha256},
          folder = ${record.folder}
        WHERE ${of(run)} AND token = ${run.token} AND state = 'prepared' RETURNING *`
      if (moved.length === 0) return moved
      const { dataset, profile, serial } = run
      yield* (yield* recordsOf(run)).abandon(run)
      yield* forget(run)
      yield* sql`INSERT INTO run_file ${sql.insert({ profile, dataset, serial, ...record.file })}`
      return moved
    }).pipe(transaction(sql), query, Effect.flatMap(moveOf(run)))

  /**
   * Forgets a run that was not committed; its number is free again. Does nothing to another run of that number. `by` holds
   * the lock. Whether there was such a run.
   */
  const undo = (run: Run, by: Held = run): Effect.Effect<boolean, JournalError | LockLost> =>
    Effect.gen(function* () {
      const undone = yield* sql`DELETE FROM run
        WHERE ${of(run)} AND token = ${run.token} AND state IN ('staging', 'prepared') RETURNING serial`
      if (undone.length === 0) return false
      yield* forget(run)
      yield* sql`DELETE FROM run_file WHERE ${of(run)}`
      return true
    }).pipe(whileHeld(by), query)

  /** Adds files to a run that counts: what is left of it when others are removed. */
  const addFiles = (
    { dataset, profile, serial }: Key,
    added: ReadonlyArray<RunFile>,
  ): Effect.Effect<void, JournalError> =>
    sql`INSERT INTO run_file ${sql.insert(added.map((file) => ({ profile, dataset, serial, ...file })))}`.pipe(
      query,
      Effect.asVoid,
    )

  /** The file is no more, on purpose. Its name, size and hash stay. */
  const purged = (key: Key, name: string, at: string, decided: Decision): Effect.Effect<void, JournalError> =>
    sql`UPDATE run_file SET purged_at = ${at}, decided_by = ${decided.by}, reason = ${decided.reason}
        WHERE ${of(key)} AND name = ${name}`.pipe(query, Effect.asVoid)

  return {
    begin,
    prepare,
    commit,
    pass,
    whileOurs,
    abandon,
    undo,
    addFiles,
    purged,
    find,
    ...others,
  }
})

export class Runs extends Effect.Service<Runs>()("export-engine/Runs", { effect: methods }) {}

/** Somebody else undid the run meanwhile, because it seemed dead. Nothing of it counts. */
export class RunLost extends Data.TaggedError("RunLost")<InBoth> {}

const moveOf =
  (run: Run) =>
  (moved: ReadonlyArray<unknown>): Effect.Effect<Run, RunLost> => {
    const [now] = decodeRuns(moved)
    return now === undefined ? lost(run) : Effect.succeed(now)
  }

const lost = (run: Run) =>
  new RunLost({
    message: `run ${run.serial} was undone by another process, which took this one for dead`,
    hint: "run this again: nothing of this run counts",
    swedish: {
      message: `körning ${run.serial} togs tillbaka av en annan dator, som trodde att den här hade slutat`,
      hint: "kör igen: inget av den här körningen gäller",
    },
  })

const decodeRuns = rowsOf(RunRow)
const decodeMax = Schema.decodeUnknownSync(Schema.Struct({ serial: Schema.NullOr(Schema.Number) }))
