/** Where a command finds the journal: --journal, AMILI_JOURNAL_URL, what `init` has kept, or beside the exports. */
import type { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import * as Path from "@effect/platform/Path"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Location } from "@amili-cases/export-engine/database/Location"

export const fileName = "journal.db"

/** `kept` is the file of the settings; `out` the folder of the exports. */
export const locationOf = (
  out: string,
  journal: Option.Option<string>,
  kept: string | undefined,
): Effect.Effect<Location, UsageError, Path.Path> =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    // A text that may be absent cannot be wrong.
    const url = yield* Effect.orDie(Config.option(Config.redacted("AMILI_JOURNAL_URL")))
    if (Option.isSome(journal)) return { _tag: "File", path: path.resolve(journal.value) }
    if (Option.isSome(url)) return { _tag: "Server", url: url.value }
    return {
      _tag: "File",
      path: path.resolve(kept === undefined ? path.join(out, fileName) : yield* Paths.expand(kept)),
    }
  })
