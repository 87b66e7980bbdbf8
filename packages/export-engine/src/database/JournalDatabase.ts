/** Where the journal is, and its services once it has been opened and its tables are up to date. */
import * as Reactivity from "@effect/experimental/Reactivity"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Datasets, type Registered } from "../dataset/Dataset.ts"
import * as Backup from "./Backup.ts"
import { Checkpoints } from "../journal/Checkpoints.ts"
import { patiently } from "./statement.ts"
import { type JournalError, ofMigration } from "./JournalError.ts"
import type { Location } from "./Location.ts"
import { Lock } from "../journal/Lock.ts"
import { Machine } from "../journal/Machine.ts"
import * as Migrations from "./Migrations.ts"
import { Origins } from "../journal/Origins.ts"
import { QuarantineLog } from "../journal/QuarantineLog.ts"
import { Runs } from "../journal/Runs.ts"
import { Witness } from "../witness/Witness.ts"

export type Services = Runs | QuarantineLog | Checkpoints | Origins | Lock | Machine | Datasets | Witness | SqlClient

/** `datasets` are those that the journal's runs are of. */
export const layer = (
  location: Location,
  datasets: ReadonlyArray<Registered>,
  machine: Layer.Layer<Machine, never, FileSystem.FileSystem | Path.Path> = Machine.layer,
): Layer.Layer<Services, JournalError, FileSystem.FileSystem | Path.Path> =>
  Layer.mergeAll(Runs.Default, QuarantineLog.Default, Lock.Default, Witness.Default).pipe(
    Layer.provideMerge(Layer.merge(Checkpoints.Default, Origins.Default)),
    Layer.provideMerge(migrated(location, datasets)),
    Layer.provideMerge(Layer.mergeAll(driver(location), machine, Layer.succeed(Datasets, datasets))),
  )

/** The driver is loaded when the journal is opened: other commands start without it. */
const driver = (location: Location) =>
  Layer.scoped(
    SqlClient,
    location._tag === "File"
      ? Effect.flatMap(
          Effect.promise(() => import("./EmbeddedJournal.ts")),
          (embedded) => embedded.client(location),
        )
      : Effect.flatMap(
          Effect.promise(() => import("./SharedJournal.ts")),
          (shared) => shared.client(location.url),
        ),
  ).pipe(Layer.provide(Reactivity.layer))

const migrated = (location: Location, datasets: ReadonlyArray<Registered>) =>
  Layer.effectDiscard(
    Migrations.run(datasets, Backup.beforeMigration(location)).pipe(
      Effect.catchTags({ SqlError: (error) => ofMigration(error), MigrationError: (error) => ofMigration(error) }),
      Effect.catchAllDefect((defect) => ofMigration(defect)),
      patiently,
    ),
  )
