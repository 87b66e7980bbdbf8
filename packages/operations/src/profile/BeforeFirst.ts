/** Before a journal is made: whether the cases were exported elsewhere, so that a mistyped folder is not made either. */
import type { DatasetName } from "@amili-cases/accounting/DatasetName"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import type { Location } from "@amili-cases/export-engine/database/Location"
import * as SameHistory from "@amili-cases/export-engine/witness/SameHistory"
import { Witness } from "@amili-cases/export-engine/witness/Witness"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Account from "./Account.ts"
import type { Plan } from "./Plan.ts"

export const check = (plan: Plan, location: Location, dataset: DatasetName) =>
  Effect.gen(function* () {
    if (location._tag === "Server") return
    const fs = yield* FileSystem.FileSystem
    if (yield* Effect.orElseSucceed(fs.exists(location.path), () => false)) return
    const { baseUrl: api } = yield* AmiliConfig
    const folder = (yield* Path.Path).resolve(plan.out)
    const { beginAgain, profile } = plan
    const settings = { profile, folder, api, account: yield* Account.at(api), beginAgain }
    yield* SameHistory.checkFirst(settings, dataset)
  }).pipe(Effect.provide(Witness.Default))
