/** Access tokens kept between calls, each in a file for its owner alone, so that a lookup is one request. */
import { type StoredToken, TokenStore } from "@amili-cases/core/TokenStore"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Folders from "./Folders.ts"
import * as PrivateFile from "./PrivateFile.ts"

/** None for a user without a home folder, whose tokens are not kept. */
export const folder: Effect.Effect<Option.Option<string>, never, Path.Path> = Effect.zipWith(
  Path.Path,
  Effect.option(Folders.cache()),
  (path, cache) => Option.map(cache, (cache) => path.join(cache, "tokens")),
)

/**
 * A store in the platform's cache folder. One that cannot be read or written costs an exchange and is not worth a word:
 * a machine without a home folder is no fault of whoever types a command.
 */
export const layer: Layer.Layer<TokenStore, never, FileSystem.FileSystem | Path.Path> = Layer.unwrapEffect(
  Effect.map(folder, Option.match({ onNone: () => TokenStore.layerMemory, onSome: (location) => layerIn(location) })),
)

const layerIn = (location: string) =>
  Layer.effect(
    TokenStore,
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* Path.Path
      const fileOf = (key: string) => path.join(location, `${key}.json`)
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
    }),
  )

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
