/** Where the journal is: as it was chosen, as AMILI_JOURNAL_URL says, as `init` has kept it, or beside the exports. */
import type { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import type { Location } from "@amili-cases/export-engine/database/Location"
import * as Path from "@effect/platform/Path"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Owner } from "./Chosen.ts"
import * as Setting from "./Setting.ts"

const fileName = "journal.db"

/** Whose runs they are, the folder of their files, and the journal, whether there is one or not. */
export interface Place {
  readonly profile: string
  readonly out: string
  readonly location: Location
}

export const locate = ({ journal, out: chosen, profile }: Owner): Effect.Effect<Place, UsageError, Path.Path> =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const out = yield* Setting.folderOf(chosen, profile)
    const inFile = (file: string): Location => ({ _tag: "File", path: path.resolve(file) })
    const location = Effect.gen(function* () {
      if (journal !== undefined) return journal._tag === "File" ? inFile(journal.path) : journal
      // A text that may be absent cannot be wrong.
      const url = yield* Effect.orDie(Config.option(Config.redacted("AMILI_JOURNAL_URL")))
      if (Option.isSome(url)) return { _tag: "Server", url: url.value } as const
      const kept = profile.settings?.journal
      return inFile(kept === undefined ? path.join(out, fileName) : yield* Paths.expand(kept))
    })
    return { profile: profile.name, out, location: yield* location }
  })
