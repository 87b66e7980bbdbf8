/** With whose credentials an export is made: those of the profile that names it, so that two customers are never mixed. */
import * as Profiles from "@amili-cases/app-kit/Profiles"
import * as Settings from "@amili-cases/app-kit/Settings"
import * as Sources from "@amili-cases/app-kit/Sources"
import { Effect, Layer, Option } from "effect"
import * as Kept from "./Kept.ts"

/**
 * Credentials for `--profile`: the profile of that name where there is one; else variables that say everything. Without
 * `--profile` variables go before the profile, which is the one of `AMILI_PROFILE`, or of `init`, or the default one.
 */
export const settings = (environment: Settings.Environment, tuning: Settings.Tuning, named: Option.Option<string>) =>
  Layer.unwrapEffect(
    Effect.gen(function* () {
      if (Option.isNone(named)) {
        const kept = yield* Kept.read(environment)
        const profile = environment.AMILI_PROFILE?.trim() ? environment.AMILI_PROFILE : kept.default
        return Settings.layer({ ...environment, AMILI_PROFILE: profile }, tuning)
      }
      const { profiles } = yield* Profiles.read(environment)
      const free = !Object.hasOwn(profiles, named.value) && Sources.isComplete(environment)
      return Settings.layer(environment, tuning, free ? Option.none() : named)
    }),
  )
