/** Which profiles there are: those with settings of exports, and those with credentials. */
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"

export interface Names {
  /** In order of the alphabet. */
  readonly all: ReadonlyArray<string>
  /** The profile of whoever has not chosen one. */
  readonly usual: string
  /** Whether settings or credentials are kept for that one. */
  readonly known: boolean
}

export class ProfileNames extends Effect.Service<ProfileNames>()("desk/ProfileNames", {
  /** `named` is the value of `--profile`. */
  effect: (named: Option.Option<string>) =>
    Effect.map(Effect.context<FileSystem.FileSystem | Path.Path>(), (context) => {
      /** As the files say it at this moment. Files that cannot be read name none: the pages that need them say why. */
      const now: Effect.Effect<Names> = Effect.gen(function* () {
        const exports_ = yield* Effect.orElseSucceed(ExportSettings.read, () => nobody)
        const credentials = yield* Effect.orElseSucceed(Profiles.read, () => nobody)
        const usual = yield* Effect.orElseSucceed(ExportSettings.profileOf(named), () => ({ name: "default" }))
        const kept = [...Object.keys(exports_.profiles), ...Object.keys(credentials.profiles)]
        return {
          all: [...new Set([usual.name, ...kept])].toSorted(),
          usual: usual.name,
          known: kept.includes(usual.name),
        }
      }).pipe(Effect.provide(context))
      return { now }
    }),
}) {}

const nobody = { profiles: {} }
