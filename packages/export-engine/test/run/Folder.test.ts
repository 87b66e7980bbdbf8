import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { FileSystem } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"

/** The real file system, which refuses what it would refuse a user with fewer rights than root. */
const ofUser = Layer.effect(
  FileSystem.FileSystem,
  Effect.map(FileSystem.FileSystem, (fs): FileSystem.FileSystem => ({
    ...fs,
    open: (path, options) =>
      options?.flag === "r+" && (statSync(path).mode & 0o200) === 0
        ? Effect.fail(new SystemError({ reason: "PermissionDenied", module: "FileSystem", method: "open" }))
        : fs.open(path, options),
  })),
).pipe(Layer.provide(NodeFileSystem.layer))

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-folder-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true })),
)

describe("a staged file", () => {
  it.scopedLive("is flushed also where it is a copy of one that can only be read, as on a DVD", () =>
    Effect.gen(function* () {
      const out = yield* temporary
      yield* Effect.gen(function* () {
        const folders = yield* Folder
        const staged = folders.staged(out, "a.csv")
        writeFileSync(staged, "a")
        chmodSync(staged, 0o444)
        yield* folders.flush(out, "a.csv")
        expect(statSync(staged).mode & 0o777).toBe(0o600)
      }).pipe(Effect.provide(Layer.provideMerge(Folder.Default, Layer.merge(ofUser, NodePath.layer))))
    }),
  )
})
