/** A form that nobody has filled in, with the name of whoever answers for the exports of the profile. */
import * as Effect from "effect/Effect"
import { owner } from "../profile/Owner.ts"
import * as Given from "./Given.ts"

export const freshForm = (values: Readonly<Record<string, string>> = {}) =>
  Effect.map(owner, ({ profile }) => Given.fresh({ by: profile.settings?.by ?? "", ...values }))
