/** The journal as one file, beside the exports unless told otherwise. */
import type { Reactivity } from "@effect/experimental/Reactivity"
import { FileSystem } from "@effect/platform"
import type { SqlClient } from "@effect/sql/SqlClient"
import { Effect } from "effect"
import type { Scope } from "effect"
import { patiently } from "./Journal.ts"
import { type JournalError, ofCause, ofSql } from "./JournalError.ts"
import * as LibsqlClient from "./LibsqlClient.ts"

/** Makes the file if it is not there, readable for its owner only. */
export const client = (
  file: string,
): Effect.Effect<SqlClient, JournalError, FileSystem.FileSystem | Reactivity | Scope.Scope> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    yield* Effect.scoped(fs.open(file, { flag: "a", mode: 0o600 })).pipe(
      Effect.mapError((error) => ofCause(error._tag === "SystemError" ? error.cause : error)),
    )
    // Even opening reads the file, which another process may be committing to.
    return yield* patiently(Effect.mapError(LibsqlClient.make(file), ofSql))
  })
