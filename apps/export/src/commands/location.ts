/** Where a command finds the journal: AMILI_JOURNAL_URL, --journal, or beside the exports. */
import { Path } from "@effect/platform"
import { Effect, Option, Redacted } from "effect"
import type { Location } from "../journal/JournalDatabase.ts"

export const fileName = "journal.db"

export const locationOf = (out: string, journal: Option.Option<string>): Effect.Effect<Location, never, Path.Path> =>
  Effect.map(Path.Path, (path) => {
    const url = process.env.AMILI_JOURNAL_URL
    if (Option.isSome(journal)) return { _tag: "File", path: path.resolve(journal.value) }
    if (url !== undefined && url !== "") return { _tag: "Server", url: Redacted.make(url) }
    return { _tag: "File", path: path.resolve(out, fileName) }
  })
