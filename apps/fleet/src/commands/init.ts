/** `amili-fleet init`: the tables of journal, engine and fleet under one lock, and the profiles. */
import * as Journal from "@amili-cases/accounting/Journal"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { ofMigration } from "@amili-cases/export-engine/database/JournalError"
import { query } from "@amili-cases/export-engine/database/statement"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as ClusterEngine from "../engine/ClusterEngine.ts"
import * as ProfileFile from "../profiles/ProfileFile.ts"
import * as Database from "../store/Database.ts"
import { Profiles } from "../store/Profiles.ts"
import * as Schema from "../store/Schema.ts"
import * as Store from "../store/Store.ts"
import { Workers } from "../store/Workers.ts"
import * as options from "./options.ts"

const file = Options.file("profiles").pipe(
  Options.withDescription("file with the profiles, CSV or JSON; those that are not in it are removed"),
  Options.optional,
)

/** Any number, the same for all: one `init` at a time. */
const lock = 2_031_337

const command = Command.make("init", { profiles: file, fleet: options.fleet }, (given) =>
  Effect.gen(function* () {
    // Before anything is changed.
    const profiles = yield* Effect.transposeOption(Option.map(given.profiles, ProfileFile.read))
    const location = yield* Database.location
    yield* Effect.gen(function* () {
      const sql = yield* SqlClient
      const connection = yield* sql.reserve
      yield* query(connection.executeRaw(`SELECT pg_advisory_lock(${lock})`, []))
      yield* Layer.build(Journal.layer(location))
      yield* ClusterEngine.makeTables
      yield* Schema.migrate.pipe(
        Effect.catchTags({ SqlError: (error) => ofMigration(error), MigrationError: (error) => ofMigration(error) }),
      )
      yield* query(connection.executeRaw(`SELECT pg_advisory_unlock(${lock})`, []))
    }).pipe(Effect.scoped, query, Effect.provide(Database.layer))
    yield* Effect.gen(function* () {
      yield* Effect.flatMap(Workers, (workers) => workers.own(given.fleet))
      const table = yield* Profiles
      if (Option.isSome(profiles)) yield* table.replace(profiles.value)
      const { profiles: known } = yield* table.all
      yield* Output.note(`the database is ready, with ${known.length} profiles`)
    }).pipe(Effect.provide(Store.layer))
  }),
)

export const init = Runnable.make(command, {
  details: [
    "AMILI_JOURNAL_URL names the database. Run it before the first worker, after each change of the profiles, and after an upgrade of the program; running it again does no harm, also while workers run.",
    "Profiles may also be kept in the table fleet_profile, whose columns are those of the file.",
  ],
  examples: [
    {
      command: "amili-fleet init --profiles profiles.csv",
      effect: "tables and profiles are as the program and the file say",
    },
  ],
})
