import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import type { Store } from "../xlsx/Part.ts"
import { writeFailed } from "./sink.ts"

/** What a part may take in memory before it gets a file: most workbooks need none. */
const IN_MEMORY = 1 << 18
/** Read at a time, into the same buffer: whoever is given it has done with it when the effect ends. */
const READ = 1 << 18

/** A place for bytes that are read back once, from the start: memory at first, then a file that goes with the scope. */
export const make = (path: string): Effect.Effect<Store, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const scope = yield* Effect.scope
    const failed = Effect.mapError(writeFailed(path))
    const kept: Array<Uint8Array> = []
    let size = 0
    let file: FileSystem.File | undefined

    const create = Effect.gen(function* () {
      // Closed before it is removed: finalizers run last first, and Windows removes no open file.
      yield* Effect.addFinalizer(() => Effect.ignore(fs.remove(path)))
      file = yield* fs.open(path, { flag: "wx+", mode: 0o600 })
      for (const bytes of kept) yield* file.writeAll(bytes)
      kept.length = 0
      return file
    }).pipe(Scope.extend(scope))

    return {
      append: (bytes) =>
        Effect.suspend(() => {
          size += bytes.length
          if (file === undefined && size <= IN_MEMORY) {
            kept.push(bytes)
            return Effect.void
          }
          return failed(
            Effect.flatMap(file === undefined ? create : Effect.succeed(file), (file) => file.writeAll(bytes)),
          )
        }),
      read: (each) =>
        Effect.gen(function* () {
          for (const bytes of kept) yield* each(bytes)
          if (file === undefined) return
          yield* file.seek(0, "start")
          const buffer = new Uint8Array(Math.min(size, READ))
          for (let left = size; left > 0;) {
            const count = Number(yield* failed(file.read(buffer)))
            if (count === 0) return yield* Effect.dieMessage(`${path} is shorter than what was written to it`)
            left -= count
            yield* each(buffer.subarray(0, count))
          }
        }),
    }
  })
