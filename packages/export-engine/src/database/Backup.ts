/** Copies of an embedded journal, complete also while an export writes to it. */
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { note } from "../report/Notes.ts"
import { isWritable } from "./isWritable.ts"
import { query } from "./statement.ts"
import type { Location } from "./Location.ts"
import { because, type JournalError, ofCause } from "./JournalError.ts"

/** Writes all that is committed to a new file, which is on the disk afterwards. */
export const write = (file: string): Effect.Effect<void, JournalError, SqlClient | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const fs = yield* FileSystem.FileSystem
    if (yield* Effect.orElseSucceed(fs.exists(file), () => false)) {
      return yield* because({
        en: [`${file} is there already: it is not overwritten`, "choose another name for the backup"],
        sv: [`${file} finns redan: den skrivs inte över`, "välj ett annat namn på säkerhetskopian"],
      })
    }
    // SQLite takes this as one reading transaction, and leaves no file behind where it fails for want of space.
    yield* query(sql`VACUUM INTO ${file}`)
    yield* fs.open(file, { flag: "r+" }).pipe(
      Effect.flatMap((opened) => opened.sync),
      Effect.zipRight(fs.chmod(file, 0o600)),
      Effect.scoped,
      Effect.mapError(ofCause),
    )
  })

/** Keeps an embedded journal as it was; a dump of a database on a server is its operator's affair. */
export const beforeMigration =
  (location: Location) =>
  (from: number): Effect.Effect<void, JournalError, SqlClient | FileSystem.FileSystem | Path.Path> =>
    Effect.gen(function* () {
      if (location._tag === "Server") {
        return yield* note({
          en: "the tables of the journal are brought up to date; earlier versions of amili-export refuse it from now on. A dump from before is kept only where somebody made it (pg_dump)",
          sv: "journalens tabeller uppdateras; tidigare versioner av amili-export nekar den från och med nu. En kopia från före uppdateringen finns bara om någon har gjort en (pg_dump)",
        })
      }
      // What is migrated then is a temporary copy.
      if (location.readOnly === true && !(yield* isWritable(location.path))) return
      const file = `${location.path}.before-migration-${from + 1}`
      const fs = yield* FileSystem.FileSystem
      // It is there where an earlier start was interrupted between the copy and the migration.
      yield* Effect.ignore(fs.remove(file))
      yield* write(file)
      yield* note({
        en: `the journal is brought up to date; as it was, it is kept in ${file}`,
        sv: `journalen uppdateras; som den var finns den kvar i ${file}`,
      })
    })
