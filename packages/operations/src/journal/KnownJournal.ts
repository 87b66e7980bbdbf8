/** A journal that is there, for everything that needs no API: looking into it, and changing what a person decides. */
import type { InBoth } from "@amili-cases/export-engine/report/Said"
import * as Journal from "@amili-cases/accounting/Journal"
import type { DatasetName } from "@amili-cases/accounting/DatasetName"
import type { Location } from "@amili-cases/export-engine/database/Location"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as Chain from "@amili-cases/export-engine/witness/Chain"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Machine from "../connected/Machine.ts"
import type { Owner } from "../profile/Chosen.ts"
import * as JournalLocation from "../profile/JournalLocation.ts"

/** Whose runs, and where their files are. */
export type Place = Pick<JournalLocation.Place, "out" | "profile">

/** There is no journal, or not that run. */
export class NotThere extends Data.TaggedError("NotThere")<InBoth> {}

/** Looks into the journal, which may be a read-only copy. */
export const inside = <A, E, R>(owner: Owner, use: (place: Place) => Effect.Effect<A, E, R>) => within(owner, use, true)

/** Changes the journal. */
export const changing = <A, E, R>(owner: Owner, use: (place: Place) => Effect.Effect<A, E, R>) =>
  within(owner, use, false)

const within = <A, E, R>(owner: Owner, use: (place: Place) => Effect.Effect<A, E, R>, readOnly: boolean) =>
  Effect.gen(function* () {
    const { location, out, profile } = yield* JournalLocation.locate(owner)
    const fs = yield* FileSystem.FileSystem
    if (location._tag === "File" && !(yield* Effect.orElseSucceed(fs.exists(location.path), () => false))) {
      return yield* new NotThere({
        message: `there is no journal at ${location.path}`,
        hint: "give the folder of the exports with --out, or the journal with --journal; if it is lost: amili-export journal rebuild",
        swedish: {
          message: `det finns ingen journal i ${location.path}`,
          hint: "ange exporternas mapp med --out, eller journalen med --journal; är den borta: amili-export journal rebuild",
        },
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
      swedish: {
        message: `journalen har inga körningar för profilen "${profile}"`,
        hint: `ange en som finns i den med --profile: ${profiles.join(", ")}`,
      },
    })
  })

/** The journal, made if it is not there. Fresh, so that two journals in one process share nothing. */
export const opened = (location: Location, readOnly = false) =>
  Layer.merge(Journal.layer(location._tag === "File" ? { ...location, readOnly } : location), Folder.Default).pipe(
    Layer.provide(Machine.layer),
    Layer.fresh,
  )

/** A run that is committed or abandoned. */
export const findRun = (profile: string, dataset: DatasetName, serial: number): Effect.Effect<Run, unknown, Runs> =>
  Effect.flatMap(Runs, (runs) => runs.find({ profile, dataset, serial })).pipe(
    Effect.map(Option.filter(({ state }) => state === "committed" || state === "abandoned")),
    Effect.flatMap(
      Option.match({
        onSome: Effect.succeed,
        onNone: () =>
          new NotThere({
            message: `there is no ${dataset} run ${serial}`,
            hint: "see amili-export history",
            swedish: { message: `det finns ingen körning ${serial} av ${dataset}`, hint: "se amili-export history" },
          }),
      }),
    ),
  )
