/** The journal as one file, beside the exports unless told otherwise. */
import * as Reactivity from "@effect/experimental/Reactivity"
import { FileSystem } from "@effect/platform"
import { SqlClient } from "@effect/sql/SqlClient"
import { Effect, Layer } from "effect"
import { patiently } from "./Journal.ts"
import { type JournalError, ofCause, ofSql } from "./JournalError.ts"
import * as LibsqlClient from "./LibsqlClient.ts"

/** Makes the file if it is not there, readable for its owner only. */
export const layer = (file: string): Layer.Layer<SqlClient, JournalError, FileSystem.FileSystem> =>
  Layer.scoped(
    SqlClient,
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* Effect.scoped(fs.open(file, { flag: "a", mode: 0o600 })).pipe(
        Effect.mapError((error) => ofCause(error._tag === "SystemError" ? error.cause : error)),
      )
      // Even opening reads the file, which another process may be committing to.
      return yield* patiently(Effect.mapError(LibsqlClient.make(file), ofSql))
    }),
  ).pipe(Layer.provide(Reactivity.layer))
