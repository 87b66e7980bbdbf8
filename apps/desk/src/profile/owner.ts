/** Whose exports the page is about, as operations take it: the profile with what is kept for it now. */
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Given from "../forms/Given.ts"
import { tool } from "../Layers.ts"
import { Profile } from "./Profile.ts"

export const owner = Effect.gen(function* () {
  const { name } = yield* Profile
  return { profile: yield* ExportSettings.profileOf(Option.some(name)), tool }
})

/** A form that nobody has filled in, with the name of whoever answers for the exports of the profile. */
export const freshForm = (values: Readonly<Record<string, string>> = {}) =>
  Effect.map(owner, ({ profile }) => Given.fresh({ by: profile.settings?.by ?? "", ...values }))
