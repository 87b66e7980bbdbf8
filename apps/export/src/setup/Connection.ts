/** With whose credentials an export is made: those of the profile that names it, so that two customers are never mixed. */
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import * as Sources from "@amili-cases/app-kit/settings/Sources"
import { Effect, Option } from "effect"
import * as Kept from "./Kept.ts"

/** Whoever exports has a better first step than the variables. */
const withInit = <E>(error: E) =>
  error instanceof Settings.ConfigProblem && error.message.startsWith("not connected")
    ? new Settings.ConfigProblem({
        message: error.message,
        exitCode: error.exitCode,
        hint: 'set it up once with "amili-export init", or try it on made-up data with "amili sandbox start"',
      })
    : error

/**
 * Credentials for `--profile`: the profile of that name where there is one; else variables that say everything. Without
 * `--profile` variables go before the profile, which is the one of `AMILI_PROFILE`, or of `init`, or the default one.
 */
export const settings = (environment: Settings.Environment, tuning: Settings.Tuning, named: Option.Option<string>) =>
  Effect.gen(function* () {
    if (Option.isNone(named)) {
      const kept = yield* Kept.read(environment)
      const profile = environment.AMILI_PROFILE?.trim() ? environment.AMILI_PROFILE : kept.default
      return yield* Effect.mapError(Settings.resolve({ ...environment, AMILI_PROFILE: profile }, tuning), withInit)
    }
    const { profiles } = yield* Profiles.read(environment)
    const free = !Object.hasOwn(profiles, named.value) && Sources.isComplete(environment)
    return yield* Settings.resolve(environment, tuning, free ? Option.none() : named)
  })
