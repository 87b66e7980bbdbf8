/**
 * What is remembered of a journal's last runs outside of it: in the folder of the exports, and in the user's state folder
 * on each machine. A journal that is restored from a backup, or that went on in two copies, contradicts its witness.
 */
import { createHash, randomUUID } from "node:crypto"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { makeFolder } from "../journal/makeFolder.ts"
import { StateFolder } from "../journal/StateFolder.ts"
import * as Naming from "../run/Naming.ts"

const Line = Schema.Struct({
  format: Schema.Literal("amili-export-witness/1"),
  profile: Schema.String,
  dataset: Schema.String,
  /** Hash of the first run: the same in every copy of a journal, also in one that was restored or rebuilt. */
  first: Schema.String,
  /** Number and hash of the last run, and when it began. ISO. */
  serial: Schema.Number,
  hash: Schema.String,
  startedAt: Schema.String,
  /** Where its files are. */
  folder: Schema.String,
  /** Base URL of the API, and a hash of whose credentials were used; null where that cannot be known. */
  api: Schema.String,
  account: Schema.NullOr(Schema.String),
})
export type Line = typeof Line.Type

const text = Schema.parseJson(Line, { space: 2 })

const methods = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const context = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
  const state = (yield* StateFolder).path
  const kept = state === undefined ? undefined : path.join(state, "runs")

  const inFolder = (folder: string, profile: string, dataset: string) =>
    path.join(folder, `.${Naming.witness(profile, dataset)}`)

  /** A file that is not there, or that is not ours, witnesses nothing. */
  const readFile = (file: string): Effect.Effect<Option.Option<Line>> =>
    fs.readFileString(file).pipe(Effect.flatMap(Schema.decode(text)), Effect.option)

  /** Of the profile and dataset, in the folder of the exports. */
  const ofFolder = (folder: string, profile: string, dataset: string): Effect.Effect<Option.Option<Line>> =>
    readFile(inFolder(folder, profile, dataset))

  /** Of all journals that were used on this machine. */
  const ofMachine: Effect.Effect<ReadonlyArray<Line>> = Effect.gen(function* () {
    if (kept === undefined) return []
    const names = yield* Effect.orElseSucceed(fs.readDirectory(kept), () => [])
    const found = yield* Effect.forEach(
      names.filter((name) => name.endsWith(".json")),
      (name) => readFile(path.join(kept, name)),
    )
    return found.flatMap(Option.toArray)
  })

  /**
   * Replaces the file as a whole: a crash leaves the old one. What is staged has a name that no other process uses: one
   * that was stopped meanwhile would go on writing into it.
   */
  const replace = (file: string, line: Line) =>
    Effect.gen(function* () {
      const staged = `${file}.${randomUUID()}.partial`
      const content = new TextEncoder().encode(`${yield* Schema.encode(text)(line)}\n`)
      yield* Effect.gen(function* () {
        const opened = yield* fs.open(staged, { flag: "w", mode: 0o600 })
        yield* opened.writeAll(content)
        yield* opened.sync
      }).pipe(Effect.scoped)
      yield* fs.rename(staged, file)
    })

  /** Remembers the last run in the folder and on this machine; the folders where that did not work. */
  const write = (folder: string, line: Line): Effect.Effect<ReadonlyArray<string>> =>
    Effect.gen(function* () {
      const failed: Array<string> = []
      yield* Effect.catchAll(replace(inFolder(folder, line.profile, line.dataset), line), () =>
        Effect.sync(() => failed.push(folder)),
      )
      if (kept === undefined) return failed
      const name = createHash("sha256").update([line.profile, line.dataset, line.first].join("\0")).digest("hex")
      yield* makeFolder(kept).pipe(
        Effect.zipRight(replace(path.join(kept, `${name.slice(0, 32)}.json`), line)),
        Effect.catchAll(() => Effect.sync(() => failed.push(kept))),
      )
      return failed
    }).pipe(Effect.provide(context))

  return { ofFolder, ofMachine, write, remembersOnMachine: kept !== undefined }
})

export class Witness extends Effect.Service<Witness>()("export-engine/Witness", { effect: methods }) {}
