/** The one database of a fleet: journal, engine and units. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import type { Location } from "@amili-cases/export-engine/database/Location"
import * as SharedJournal from "@amili-cases/export-engine/database/SharedJournal"
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { because } from "./because.ts"

export const variables = {
  AMILI_JOURNAL_URL: "postgres://... of the database that all workers share",
} as const

export const url: Effect.Effect<Redacted.Redacted, JournalError> = Effect.gen(function* () {
  // A text that may be absent cannot be wrong.
  const found = yield* Effect.orDie(Config.option(Config.redacted("AMILI_JOURNAL_URL")))
  return yield* Option.match(found, {
    onSome: Effect.succeed,
    onNone: () =>
      because("no database is named", "set AMILI_JOURNAL_URL to postgres://user:password@host:5432/database"),
  })
})

export const location: Effect.Effect<Location, JournalError> = Effect.map(url, (found) => ({
  _tag: "Server",
  url: found,
}))

/** A pool of connections of its own, beside that of the journal. */
export const layer: Layer.Layer<SqlClient, JournalError> = Layer.scoped(
  SqlClient,
  Effect.flatMap(url, SharedJournal.client),
).pipe(Layer.provide(Reactivity.layer))
