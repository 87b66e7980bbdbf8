/** Where the journal is, and its services once it has been opened and its tables are up to date. */
import type { FileSystem } from "@effect/platform"
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient } from "@effect/sql/SqlClient"
import { Context, Effect, Layer, type Redacted } from "effect"
import { Checkpoints } from "./Checkpoints.ts"
import { Entries } from "./Entries.ts"
import { patiently } from "./Journal.ts"
import { ofCause, type JournalError, ofSql } from "./JournalError.ts"
import { Lock } from "./Lock.ts"
import { Machine } from "./Machine.ts"
import * as Migrations from "./Migrations.ts"
import { OpenCases } from "./OpenCases.ts"
import { Origins } from "./Origins.ts"
import { QuarantineLog } from "./QuarantineLog.ts"
import { Runs } from "./Runs.ts"
import { Standing } from "./Standing.ts"

export type Location =
  | { readonly _tag: "File"; readonly path: string }
  /** Holds a password. */
  | { readonly _tag: "Server"; readonly url: Redacted.Redacted }

export type Services = Runs | Entries | QuarantineLog | Checkpoints | OpenCases | Standing | Origins | Lock | Machine

/** The driver is loaded when the journal is opened: other commands start without it. */
export const layer = (
  location: Location,
  machine: Layer.Layer<Machine> = Machine.layer,
): Layer.Layer<Services, JournalError, FileSystem.FileSystem> =>
  Layer.scopedContext(
    Effect.gen(function* () {
      const base = Context.add(yield* Layer.build(machine), SqlClient, yield* driver(location))
      return Context.omit(SqlClient)(yield* Effect.provide(Effect.zipRight(migrated, services), base))
    }),
  )

const driver = (location: Location) =>
  Effect.flatMap(
    location._tag === "File"
      ? Effect.map(
          Effect.promise(() => import("./EmbeddedJournal.ts")),
          (embedded) => embedded.client(location.path),
        )
      : Effect.map(
          Effect.promise(() => import("./SharedJournal.ts")),
          (shared) => shared.client(location.url),
        ),
    Effect.provideServiceEffect(Reactivity.Reactivity, Reactivity.make),
  )

/** One after the other, and not each in a layer of its own, which takes a hundred steps. */
const services = Effect.gen(function* () {
  const own = Context.merge(
    yield* Effect.context<SqlClient | Machine>(),
    Context.make(Checkpoints, yield* Checkpoints.instance).pipe(
      Context.add(Standing, yield* Standing.instance),
      Context.add(Origins, yield* Origins.instance),
      Context.add(Lock, yield* Lock.instance),
      Context.add(OpenCases, yield* OpenCases.instance),
      Context.add(QuarantineLog, yield* QuarantineLog.instance),
      Context.add(Entries, yield* Entries.instance),
    ),
  )
  return Context.add(own, Runs, yield* Effect.provide(Runs.instance, own))
})

const migrated = Migrations.run.pipe(
  Effect.catchTags({ SqlError: (error) => ofSql(error), MigrationError: (error) => ofCause(error) }),
  Effect.catchAllDefect((defect) => ofCause(defect)),
  patiently,
)
