/** Where the journal is, and its services once it has been opened and its tables are up to date. */
import type { FileSystem } from "@effect/platform"
import { Effect, Layer, type Redacted } from "effect"
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

/**
 * The driver is loaded when the journal is opened: other commands start without it. The services are made one after the
 * other, since layers that are merged are built in fibers of their own.
 */
export const layer = (
  location: Location,
  machine: Layer.Layer<Machine> = Machine.layer,
): Layer.Layer<Services, JournalError, FileSystem.FileSystem> =>
  Runs.Default.pipe(
    Layer.provideMerge(Entries.Default),
    Layer.provideMerge(QuarantineLog.Default),
    Layer.provideMerge(OpenCases.Default),
    Layer.provideMerge(Lock.Default),
    Layer.provideMerge(Checkpoints.Default),
    Layer.provideMerge(Standing.Default),
    Layer.provideMerge(Origins.Default),
    Layer.provideMerge(machine),
    Layer.provide(Layer.effectDiscard(migrated)),
    Layer.provide(Layer.unwrapEffect(driver(location))),
  )

const driver = (location: Location) =>
  location._tag === "File"
    ? Effect.map(
        Effect.promise(() => import("./EmbeddedJournal.ts")),
        (embedded) => embedded.layer(location.path),
      )
    : Effect.map(
        Effect.promise(() => import("./SharedJournal.ts")),
        (shared) => shared.layer(location.url),
      )

const migrated = Migrations.run.pipe(
  Effect.catchTags({ SqlError: (error) => ofSql(error), MigrationError: (error) => ofCause(error) }),
  Effect.catchAllDefect((defect) => ofCause(defect)),
  patiently,
)
