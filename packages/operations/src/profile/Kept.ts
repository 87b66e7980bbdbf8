/** What is kept for a profile: how its exports are, as `amili-export init` asks for it. */
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import { inBoth, type UsageError } from "@amili-cases/app-kit/command/UsageError"
import { reasonOf } from "@amili-cases/app-kit/settings/PrivateFile"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Record from "effect/Record"

/** What people are asked for; `journal` and `by` stay as they were where they are not given. */
export interface Answers {
  /** Absolute. */
  readonly out: string
  readonly format: string
  readonly csv: string
  readonly language: string
  readonly perCreditor: boolean
  readonly journal?: string | undefined
  readonly by?: string | undefined
}

type Settings = ExportSettings.ExportSettings

/** The settings with these answers. What no question asks for stays: it is written by hand, or by other commands. */
export const settingsOf = ({ by, journal, ...answers }: Answers, before: Settings | undefined): Settings => ({
  ...before,
  ...answers,
  ...(journal === undefined ? {} : { journal }),
  ...(by === undefined ? {} : { by }),
})

export interface Difference {
  readonly name: keyof Settings
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The settings that are not the same. */
export const differences = (before: Settings, after: Settings): ReadonlyArray<Difference> =>
  (["out", "journal", "format", "csv", "language", "perCreditor", "by"] as const).flatMap((name) =>
    before[name] === after[name] ? [] : [{ name, before: before[name]?.toString(), after: after[name]?.toString() }],
  )

/** An absolute path; refused where the folder could not be made. Nothing is made yet. */
export const usableFolder = (text: string): Effect.Effect<string, UsageError, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const files = yield* FileSystem.FileSystem
    const folder = path.resolve(text)
    let above = folder
    while (!(yield* files.exists(above)) && path.dirname(above) !== above) above = path.dirname(above)
    yield* files.access(path.join(above, "/"), { writable: true })
    return folder
  }).pipe(
    Effect.mapError((error) => {
      const problem = `cannot write to the folder ${text}: ${reasonOf(error)}`
      const swedish = `det går inte att skriva i mappen ${text}: ${reasonOf(error)}`
      return inBoth(
        { message: problem, hint: "choose another" },
        { message: swedish, hint: "välj en annan" },
        { setting: "out", problem, swedish },
      )
    }),
  )

/** What is kept for the profile of this name. */
export const of = (name: string) =>
  Effect.map(ExportSettings.read, ({ profiles }) => Option.getOrUndefined(Record.get(profiles, name)))

/** Makes the folder, and keeps the settings; the first profile becomes that of whoever names none. */
export const save = (name: string, settings: Settings) =>
  Effect.gen(function* () {
    const all = yield* ExportSettings.read
    yield* Effect.flatMap(Folder, (folders) => folders.open(settings.out)).pipe(Effect.provide(Folder.Default))
    const profiles = { ...all.profiles, [name]: settings }
    const usual = all.default ?? name
    return { file: yield* ExportSettings.write({ default: usual, profiles }), usual }
  })
