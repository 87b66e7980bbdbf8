import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Layer } from "effect"
import Database from "libsql"
import * as Journal from "@amili-cases/accounting/Journal"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Layers from "../support/layers.ts"
import * as Folder from "../support/folder.ts"

const history = (path: string) =>
  Effect.flatMap(Runs, (runs) => runs.history("default", "closed")).pipe(
    Effect.provide(Layer.provide(Journal.layer({ _tag: "File", path }), Layers.platform)),
  )

describe("a journal in a file", () => {
  it.scopedLive("is waited for while another program commits to it, from its opening on", () =>
    Effect.gen(function* () {
      const path = join(yield* Folder.temporary, "journal.db")
      expect(yield* history(path)).toEqual([])
      const other = new Database(path)
      other.exec("BEGIN EXCLUSIVE")
      const waiting = yield* Effect.fork(history(path))
      // Longer than SQLite itself waits, and far less than we do.
      yield* Effect.sleep("400 millis")
      other.exec("ROLLBACK")
      other.close()
      expect(yield* Fiber.join(waiting)).toEqual([])
    }),
  )

  it.scopedLive("is called damaged when it is no journal, and is left as it is", () =>
    Effect.gen(function* () {
      const path = join(yield* Folder.temporary, "journal.db")
      writeFileSync(path, "no journal, ".repeat(1000))
      expect(yield* Effect.flip(history(path))).toMatchObject({
        _tag: "JournalError",
        message: "the journal is damaged, or is not a journal",
      })
    }),
  )
})
