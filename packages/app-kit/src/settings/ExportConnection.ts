/** With whose credentials an export is made: those of the profile that names it, so that two customers are never mixed. */
import * as Connection from "./Connection.ts"
import * as Environment from "./Environment.ts"
import * as Profiles from "./Profiles.ts"
import * as Settings from "./Settings.ts"
import * as Sources from "./Sources.ts"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as ExportSettings from "./ExportSettings.ts"

/**
 * Credentials for `--profile`: the profile of that name where there is one; else variables that say everything. Without
 * `--profile` variables go before the profile, which is the one of `AMILI_PROFILE`, or of `init`, or the default one.
 */
export const layer = (tuning: Settings.Tuning, named: Option.Option<string>) =>
  Layer.effectContext(
    Effect.gen(function* () {
      if (Option.isNone(named)) {
        const kept = Environment.of({ AMILI_PROFILE: (yield* ExportSettings.read).default })
        return yield* Effect.configProviderWith((variables) =>
          Settings.resolve(tuning, named).pipe(
            Effect.mapError(withInit),
            Effect.withConfigProvider(ConfigProvider.orElse(variables, () => kept)),
          ),
        )
      }
      const { profiles } = yield* Profiles.read
      const complete = Connection.missing(yield* Sources.fromVariables).length === 0
      return yield* Settings.resolve(tuning, Record.has(profiles, named.value) || !complete ? named : Option.none())
    }),
  )

/** Whoever exports has a better first step than the variables. */
const withInit = <E>(error: E) =>
  error instanceof Settings.ConfigProblem && error.message.startsWith("not connected")
    ? new Settings.ConfigProblem({
        message: error.message,
        exitCode: error.exitCode,
        hint: 'set it up once with "amili-export init", or try it on made-up data with "amili sandbox start"',
        swedish: {
          message: error.swedish.message,
          hint: 'ställ in det en gång med "amili-export init", eller prova på påhittade data med "amili sandbox start"',
        },
      })
    : error
