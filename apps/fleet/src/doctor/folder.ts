/** What exports assume of the storage that workers share, tried in a folder. */
import { randomUUID } from "node:crypto"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

/** What is wrong with it, in a few words; undefined where all is as it should be. */
export const folderProblem = (
  folder: string,
): Effect.Effect<string | undefined, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const file = path.join(folder, `.amili-fleet-${randomUUID()}`)
    const other = `${file}.link`
    const make = Effect.scoped(
      Effect.flatMap(fs.open(file, { flag: "wx" }), (opened) =>
        Effect.zipRight(opened.writeAll(new Uint8Array([1])), opened.sync),
      ),
    )
    const flush = Effect.scoped(Effect.flatMap(fs.open(folder, { flag: "r" }), (opened) => opened.sync))
    const tried = Effect.gen(function* () {
      if (Either.isLeft(yield* Effect.either(make)))
        return "no file can be made and flushed in it: make it, and give the workers' user its rights"
      if (Either.isRight(yield* Effect.either(make)))
        return "a file is made twice: this storage has no exclusive create"
      if (Either.isLeft(yield* Effect.either(fs.link(file, other))))
        return "it has no hard links: a name that is taken is only looked for before a file gets it"
      if (Either.isRight(yield* Effect.either(fs.link(file, other)))) return "a name that is taken is given again"
      if (Either.isLeft(yield* Effect.either(flush)))
        return "it cannot be flushed: after a power failure the newest names may be missing"
      return undefined
    })
    return yield* Effect.ensuring(
      tried,
      Effect.forEach([file, other], (one) => Effect.ignore(fs.remove(one, { force: true }))),
    )
  })
