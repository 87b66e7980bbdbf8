/** Where a command finds the journal: --journal, AMILI_JOURNAL_URL, what `init` has kept, or beside the exports. */
import { Path } from "@effect/platform"
import { Effect, Option, Redacted } from "effect"
import type { Location } from "@amili-cases/export-engine/journal/JournalDatabase"

export const fileName = "journal.db"

/** `kept` is the file of the settings; `out` the folder of the exports. */
export const locationOf = (
  out: string,
  journal: Option.Option<string>,
  kept: string | undefined,
): Effect.Effect<Location, never, Path.Path> =>
  Effect.map(Path.Path, (path) => {
    const url = process.env.AMILI_JOURNAL_URL
    if (Option.isSome(journal)) return { _tag: "File", path: path.resolve(journal.value) }
    if (url !== undefined && url !== "") return { _tag: "Server", url: Redacted.make(url) }
    return { _tag: "File", path: path.resolve(kept ?? path.join(out, fileName)) }
  })
