/** The profile of the page with its kept settings, as `@amili-cases/operations` takes it. */
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import type { Owner } from "@amili-cases/operations/profile/Chosen"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Profile } from "./Profile.ts"

/** `KnownJournal.inside(yield* owner, use)` looks into its journal; a run is prepared with `{ ...(yield* owner), tool }`. */
export const owner = Effect.gen(function* () {
  const { name } = yield* Profile
  const owner: Owner = { profile: yield* ExportSettings.profileOf(Option.some(name)) }
  return owner
})
