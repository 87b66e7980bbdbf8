/** How the last scheduled run of an export ended, whoever started it: kept in the state folder of the user. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Folders from "../settings/Folders.ts"
import * as PrivateFile from "../settings/PrivateFile.ts"
import * as Schedule from "./Schedule.ts"
import type { Key } from "./Scheduler.ts"

const Verdict = Schema.Struct({
  /** ISO, by the clock of this machine. */
  endedAt: Schema.String,
  exitCode: Schema.Number,
})
export type Verdict = typeof Verdict.Type

const AsText = Schema.parseJson(Verdict)

const fileOf = (key: Key) =>
  Effect.zipWith(Path.Path, Folders.state(), (path, folder) => path.join(folder, `${Schedule.nameOf(key)}.json`))

/** None before the first run, and where it could not be kept. */
export const read = (key: Key): Effect.Effect<Option.Option<Verdict>, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const text = yield* (yield* FileSystem.FileSystem).readFileString(yield* fileOf(key))
    return yield* Schema.decode(AsText)(text)
  }).pipe(Effect.option)

/** Where it cannot be kept, the run has ended all the same. */
export const write = (key: Key, exitCode: number): Effect.Effect<void, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const text = yield* Schema.encode(AsText)({ endedAt: DateTime.formatIso(yield* DateTime.now), exitCode })
    yield* PrivateFile.write(yield* fileOf(key), text)
  }).pipe(Effect.ignore)
