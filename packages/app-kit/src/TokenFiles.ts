/** Access tokens kept between calls, each in a file for its owner alone, so that a lookup is one request. */
import type { TokenStore } from "@amili-cases/core/TokenStore"
import { FileSystem, Path } from "@effect/platform"
import { Effect, Schema } from "effect"
import type { Context } from "effect"
import * as Folders from "./Folders.ts"
import * as PrivateFile from "./PrivateFile.ts"

const Stored = Schema.parseJson(Schema.Struct({ token: Schema.Redacted(Schema.String), expiresAt: Schema.DateTimeUtc }))

export const folderOf = (environment: Folders.Environment): Effect.Effect<string, never, Path.Path> =>
  Effect.map(Path.Path, (path) => path.join(Folders.cache(environment), "tokens"))

/**
 * A store in the platform's cache folder. One that cannot be read or written costs an exchange and is not worth a word:
 * a machine without a home folder is no fault of whoever types a command.
 */
export const make = (
  environment: Folders.Environment,
): Effect.Effect<Context.Tag.Service<TokenStore>, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const folder = yield* folderOf(environment)
    const fileOf = (key: string) => path.join(folder, `${key}.json`)
    return {
      get: (key) => files.readFileString(fileOf(key)).pipe(Effect.flatMap(Schema.decode(Stored)), Effect.option),
      set: (key, token) =>
        Schema.encode(Stored)(token).pipe(
          Effect.flatMap((text) => PrivateFile.write(fileOf(key), text)),
          Effect.ignore,
          Effect.provideService(FileSystem.FileSystem, files),
          Effect.provideService(Path.Path, path),
        ),
      remove: (key) => Effect.ignore(files.remove(fileOf(key), { force: true })),
    }
  })
