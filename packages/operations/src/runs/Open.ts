/** Exports all open cases as they are now. */
import * as Tables from "@amili-cases/accounting/cases/Tables"
import * as OpenRun from "@amili-cases/accounting/open/OpenRun"
import * as Effect from "effect/Effect"
import type { Chosen } from "../profile/Chosen.ts"
import * as CreditorIds from "../profile/CreditorIds.ts"
import * as Plan from "../profile/Plan.ts"
import * as Prepared from "./Prepared.ts"

/** What was asked for, checked without the API. */
export const prepare = (asked: Chosen) => Prepared.make(Tables.open, asked)

export const run = (
  { creditors, location, plan }: Effect.Effect.Success<ReturnType<typeof prepare>>,
  journal: Prepared.Journal = Prepared.journalAt(location),
) =>
  Effect.gen(function* () {
    yield* CreditorIds.refuseUnknown(creditors)
    const settings = yield* Plan.settingsOf(plan)
    return yield* Effect.provide(OpenRun.run({ settings, creditors }), journal)
  })
