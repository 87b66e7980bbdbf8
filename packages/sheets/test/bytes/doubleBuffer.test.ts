import { readFileSync } from "node:fs"
import { join } from "node:path"
import { FileSystem } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Scope } from "effect"
import { openCsv } from "@amili-cases/sheets/csv/Csv"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import { inFolder, texts } from "../support/files.ts"

/** The real file system, whose writes wait for a permit each; the one with this number is refused. */
const slow = (permits: Effect.Semaphore, refused: number) => {
  const events: Array<string> = []
  let begun = 0
  const layer = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => ({
      ...fs,
      open: (path: string, options?: FileSystem.OpenFileOptions) =>
        Effect.acquireRelease(Effect.void, () => Effect.sync(() => events.push("closed"))).pipe(
          Effect.zipRight(fs.open(path, options)),
          Effect.map((file) => ({
            ...file,
            writeAll: (bytes: Uint8Array) =>
              Effect.suspend(() => {
                const number = begun++
                events.push(`begun ${number}`)
                return permits.take(1).pipe(
                  Effect.zipRight(number === refused ? Effect.fail(full) : file.writeAll(bytes)),
                  Effect.tap(() => Effect.sync(() => events.push(`written ${number}`))),
                )
              }),
          })),
        ),
    })),
  ).pipe(Layer.provide(NodeFileSystem.layer))
  return { events, layer }
}

const full = new SystemError({
  reason: "Unknown",
  module: "FileSystem",
  method: "writeAll",
  cause: Object.assign(new Error("full"), { code: "ENOSPC" }),
})

const open = (folder: string) => openCsv(join(folder, "file.csv"), texts("text"), { profile: rfc4180, personal: false })

/** A little more than is gathered before the file is written to. */
const buffer = Array.from({ length: 300 }, (_, index) => `${index} `.padEnd(1000, "x"))
const lines = (times: number) =>
  `length,text\r\n${Array.from({ length: times }, () => buffer.map((text) => `1000,${text}\r\n`).join("")).join("")}`

describe("a CSV file whose disk is slower than its rows", () => {
  it.effect("takes one more buffer of rows while one is being written, but not two", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const permits = yield* Effect.makeSemaphore(3)
        yield* permits.take(3)
        const disk = slow(permits, -1)
        yield* Effect.scoped(
          Effect.gen(function* () {
            const csv = yield* Effect.provide(open(folder), disk.layer)
            yield* csv.write(buffer)
            expect(disk.events).toEqual(["begun 0"])
            const second = yield* Effect.fork(csv.write(buffer))
            yield* Effect.yieldNow()
            yield* Effect.yieldNow()
            expect(yield* Fiber.poll(second)).toMatchObject({ _tag: "None" })
            expect(disk.events).toEqual(["begun 0"])
            yield* permits.release(3)
            yield* Fiber.join(second)
            const { bytes } = yield* csv.end
            expect(bytes).toBe(lines(2).length)
          }).pipe(Effect.ensuring(permits.release(3))),
        )
        expect(readFileSync(join(folder, "file.csv"), "utf8")).toBe(lines(2))
      }),
    ),
  )

  for (const [which, refused] of [
    ["first", 0],
    ["one in the middle", 1],
    ["last", 2],
  ] as const) {
    it.effect(`fails when the ${which} of its writes fails, again whenever asked, and writes nothing more`, () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const permits = yield* Effect.makeSemaphore(100)
          const disk = slow(permits, refused)
          const csv = yield* Effect.provide(open(folder), disk.layer)
          const all = Effect.zipRight(Effect.zipRight(csv.write(buffer), csv.write(buffer)), csv.end)
          expect(yield* Effect.flip(all)).toMatchObject({ _tag: "WriteFailed", reason: "disk-full" })
          expect(yield* Effect.flip(csv.end)).toMatchObject({ _tag: "WriteFailed", reason: "disk-full" })
          expect(yield* Effect.flip(Effect.zipRight(csv.write(buffer), csv.write(buffer)))).toMatchObject({
            reason: "disk-full",
          })
          expect(disk.events.at(-1)).toBe(`begun ${refused}`)
        }),
      ),
    )
  }

  it.effect("is not closed before what is being written has arrived, when it is given up", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const permits = yield* Effect.makeSemaphore(1)
        yield* permits.take(1)
        // Whatever comes of it, nothing is left waiting.
        yield* Effect.addFinalizer(() => permits.release(9))
        const disk = slow(permits, -1)
        const scope = yield* Scope.make()
        const csv = yield* open(folder).pipe(Effect.provide(disk.layer), Scope.extend(scope))
        yield* csv.write(buffer)
        const waiting = yield* Effect.fork(csv.write(buffer))
        yield* Effect.yieldNow()
        yield* Fiber.interrupt(waiting)
        const closing = yield* Effect.forkDaemon(Scope.close(scope, Exit.void))
        yield* Effect.yieldNow()
        const before = [...disk.events]
        yield* permits.release(9)
        yield* Fiber.join(closing)
        expect(before).toEqual(["begun 0"])
        expect(disk.events).toEqual(["begun 0", "written 0", "closed"])
      }),
    ),
  )
})
