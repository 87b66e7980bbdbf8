/** The journal as one file, beside the exports unless told otherwise. */
import type { Reactivity } from "@effect/experimental/Reactivity"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { isWritable } from "./isWritable.ts"
import { patiently } from "./statement.ts"
import { type JournalError, ofCause, ofSql } from "./JournalError.ts"
import * as LibsqlClient from "./LibsqlClient.ts"

interface File {
  readonly path: string
  readonly readOnly?: boolean | undefined
}

/** Makes the file if it is not there, readable for its owner only. */
export const client = (
  file: File,
): Effect.Effect<SqlClient, JournalError, FileSystem.FileSystem | Path.Path | Reactivity | Scope.Scope> =>
  Effect.gen(function* () {
    const path = file.readOnly === true && !(yield* isWritable(file.path)) ? yield* copied(file.path) : file.path
    const fs = yield* FileSystem.FileSystem
    yield* Effect.scoped(fs.open(path, { flag: "a", mode: 0o600 })).pipe(Effect.mapError(ofSystem))
    // Even opening reads the file, which another process may be committing to.
    return yield* patiently(Effect.mapError(LibsqlClient.make(path), ofSql))
  })

/** A copy that is removed with the scope, together with what SQLite keeps beside a file that was not closed properly. */
const copied = (file: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const folder = yield* fs.makeTempDirectoryScoped({ prefix: "amili-journal-" })
    const copy = path.join(folder, "journal.db")
    for (const ending of ["", "-journal", "-wal"]) {
      if (ending === "" || (yield* fs.exists(`${file}${ending}`))) {
        yield* fs.copyFile(`${file}${ending}`, `${copy}${ending}`)
        yield* fs.chmod(`${copy}${ending}`, 0o600)
      }
    }
    return copy
  }).pipe(Effect.mapError(ofSystem))

const ofSystem = (error: { readonly _tag: string; readonly cause?: unknown }) =>
  ofCause(error._tag === "SystemError" ? error.cause : error)
