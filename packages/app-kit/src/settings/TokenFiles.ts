/** Access tokens kept between calls, each in a file for its owner alone, so that a lookup is one request. */
import type { TokenStore } from "@amili-cases/core/TokenStore"
import { FileSystem, Path } from "@effect/platform"
import type { StoredToken } from "@amili-cases/core/TokenStore"
import { DateTime, Effect, Option, Predicate, Redacted } from "effect"
import type { Context } from "effect"
import * as Folders from "./Folders.ts"
import * as PrivateFile from "./PrivateFile.ts"

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
      get: (key) =>
        files.readFileString(fileOf(key)).pipe(
          Effect.map(read),
          Effect.orElseSucceed(() => Option.none()),
        ),
      set: (key, { expiresAt, token }) =>
        PrivateFile.write(
          fileOf(key),
          JSON.stringify({ token: Redacted.value(token), expiresAt: DateTime.formatIso(expiresAt) }),
        ).pipe(
          Effect.ignore,
          Effect.provideService(FileSystem.FileSystem, files),
          Effect.provideService(Path.Path, path),
        ),
      remove: (key) => Effect.ignore(files.remove(fileOf(key), { force: true })),
    }
  })

/** By hand: compiling a schema takes longer than everything else that a lookup does before its request. */
const read = (text: string): Option.Option<StoredToken> =>
  Option.flatMap(parse(text), (stored) => {
    if (!Predicate.isRecord(stored)) return Option.none()
    const { expiresAt, token } = stored
    if (!Predicate.isString(token) || !Predicate.isString(expiresAt)) return Option.none()
    return Option.map(DateTime.make(expiresAt), (end) => ({
      token: Redacted.make(token),
      expiresAt: DateTime.toUtc(end),
    }))
  })

const parse = Option.liftThrowable((text: string): unknown => JSON.parse(text))
