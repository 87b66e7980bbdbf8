/** What every run in the journal begins with: it is checked without the API, so that mistakes show at once. */
import * as Database from "@amili-cases/accounting/Journal"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import type { Location } from "@amili-cases/export-engine/database/Location"
import type { Table } from "@amili-cases/sheets/Column"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Chosen } from "../profile/Chosen.ts"
import * as CreditorIds from "../profile/CreditorIds.ts"
import * as JournalLocation from "../profile/JournalLocation.ts"
import * as Plan from "../profile/Plan.ts"

/** A journal, opened when a run begins; an app may keep one open for several runs. */
export type Journal = Layer.Layer<Database.Services, JournalError, FileSystem.FileSystem | Path.Path>

export const journalAt = (location: Location): Journal => Layer.fresh(Database.layer(location))

/** The creditors, settings and journal of a run that writes this table. */
export const make = <R>(table: Table<R>, asked: Chosen) =>
  Effect.gen(function* () {
    const creditors = yield* CreditorIds.parse(asked.creditors)
    const plan = yield* Plan.of(table, asked)
    const { location } = yield* JournalLocation.locate(asked)
    return { creditors, plan, location }
  })
