/** What the commands about the journal have in common: they need one that is there, and no API. */
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Args from "@effect/cli/Args"
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Journal from "@amili-cases/accounting/Journal"
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import type { Location } from "@amili-cases/export-engine/database/Location"
import * as Chain from "@amili-cases/export-engine/witness/Chain"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as Layers from "../Layers.ts"
import * as Setting from "./Setting.ts"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import { locationOf } from "./location.ts"
import * as options from "./options.ts"

export const place = {
  out: options.out,
  journal: options.journal,
  profile: options.profile,
  json: options.json,
} as const

export interface Given {
  readonly out: Option.Option<string>
  readonly journal: Option.Option<string>
  readonly profile: Option.Option<string>
}

/** Whose runs, and where their files are. */
export interface Place {
  readonly profile: string
  readonly out: string
}

export const dataset = Values.choice("dataset", DatasetName.literals).pipe(
  Options.withDescription("runs of which export (default: closed)"),
  Options.withDefault("closed"),
)

/** There is no journal, or not that run. */
export class NotThere extends Data.TaggedError("NotThere")<{ readonly message: string; readonly hint: string }> {}

/** Where the journal is, whether there is one or not. */
export const locate = (given: Given) =>
  Effect.gen(function* () {
    const profile = yield* ExportSettings.profileOf(given.profile)
    const out = yield* Setting.folderOf(given.out, profile)
    return { profile: profile.name, out, location: yield* locationOf(out, given.journal, profile.settings?.journal) }
  })

/** Looks into a journal that exists, which may be a read-only copy. */
export const inside = <A, E, R>(given: Given, use: (place: Place) => Effect.Effect<A, E, R>) => within(given, use, true)

/** Changes a journal that exists. */
export const changing = <A, E, R>(given: Given, use: (place: Place) => Effect.Effect<A, E, R>) =>
  within(given, use, false)

const within = <A, E, R>(given: Given, use: (place: Place) => Effect.Effect<A, E, R>, readOnly: boolean) =>
  Effect.gen(function* () {
    const { location, out, profile } = yield* locate(given)
    const fs = yield* FileSystem.FileSystem
    if (location._tag === "File" && !(yield* Effect.orElseSucceed(fs.exists(location.path), () => false))) {
      return yield* new NotThere({
        message: `there is no journal at ${location.path}`,
        hint: "give the folder of the exports with --out, or the journal with --journal; if it is lost: amili-export journal rebuild",
      })
    }
    const known = Effect.zipRight(refuseMistyped(profile), use({ out, profile }))
    return yield* Effect.provide(known, opened(location, readOnly))
  })

/** A journal that has runs, but none of this profile: nothing about it could be said. */
const refuseMistyped = (profile: string) =>
  Effect.gen(function* () {
    const profiles = yield* Chain.profiles
    if (profiles.length === 0 || profiles.includes(profile)) return
    return yield* new NotThere({
      message: `the journal has no runs of profile "${profile}"`,
      hint: `give one that it has with --profile: ${profiles.join(", ")}`,
    })
  })

/** The journal, made if it is not there. */
export const opened = (location: Location, readOnly = false) =>
  Layer.merge(Journal.layer(location._tag === "File" ? { ...location, readOnly } : location), Folder.Default).pipe(
    Layer.provide(Layers.surroundings),
  )

/** A run that is committed or abandoned. */
export const findRun = (profile: string, dataset: DatasetName, serial: number): Effect.Effect<Run, unknown, Runs> =>
  Effect.flatMap(Runs, (runs) => runs.find({ profile, dataset, serial })).pipe(
    Effect.map(Option.filter(({ state }) => state === "committed" || state === "abandoned")),
    Effect.flatMap(
      Option.match({
        onSome: Effect.succeed,
        onNone: () =>
          new NotThere({ message: `there is no ${dataset} run ${serial}`, hint: "see amili-export history" }),
      }),
    ),
  )

export const serial = Args.text({ name: "serial" }).pipe(
  Args.mapEffect((text) =>
    /^[1-9]\d{0,14}$/.test(text)
      ? Effect.succeed(Number(text))
      : Effect.fail(HelpDoc.p(`<serial> is the number of a run, such as 1, not "${text}"`)),
  ),
  Args.withDescription("number of the run"),
)
