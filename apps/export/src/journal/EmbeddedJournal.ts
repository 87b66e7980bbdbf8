/** The journal as one file, beside the exports unless told otherwise. */
import { pathToFileURL } from "node:url"
import * as Reactivity from "@effect/experimental/Reactivity"
import { FileSystem } from "@effect/platform"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import { SqlClient } from "@effect/sql/SqlClient"
import { Effect, Layer } from "effect"
import { type JournalError, ofCause } from "./JournalError.ts"

/** Makes the file if it is not there, readable for its owner only. */
export const layer = (file: string): Layer.Layer<SqlClient, JournalError, FileSystem.FileSystem> =>
  Layer.scoped(
    SqlClient,
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* Effect.scoped(fs.open(file, { flag: "a", mode: 0o600 })).pipe(
        Effect.mapError((error) => ofCause(error._tag === "SystemError" ? error.cause : error)),
      )
      // The driver throws when it cannot open the file.
      return yield* LibsqlClient.make({ url: pathToFileURL(file) }).pipe(
        Effect.catchAllDefect((defect) => ofCause(defect)),
      )
    }),
  ).pipe(Layer.provide(Reactivity.layer))
