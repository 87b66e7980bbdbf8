/** The options of every command that talks to the API. */
import type { Tuning } from "@amili-cases/app-kit/settings/Settings"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Options from "@effect/cli/Options"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Option from "effect/Option"
import * as Layers from "./Layers.ts"

export const options = {
  profile: Options.text("profile").pipe(
    Options.withPseudoName("name"),
    Options.optional,
    Options.withDescription("the profile to use, whatever the environment says (see amili auth login)"),
  ),
  timeout: Values.whole("timeout", 1, 86_400).pipe(
    Options.withPseudoName("seconds"),
    Options.optional,
    Options.withDescription(
      "seconds that one call may take with all its attempts (default 600; one attempt at most 30)",
    ),
  ),
  retries: Values.whole("retries", 0, 100).pipe(
    Options.optional,
    Options.withDescription("attempts after the first (default 4)"),
  ),
  concurrency: Values.whole("concurrency", 1, 64).pipe(
    Options.optional,
    Options.withDescription("requests at once (default 6); with 1, rows come in the order of their ids"),
  ),
  verbose: Options.boolean("verbose").pipe(Options.withDescription("log every request on stderr, without secrets")),
}

export interface Chosen {
  readonly profile: Option.Option<string>
  readonly timeout: Option.Option<number>
  readonly retries: Option.Option<number>
  readonly concurrency: Option.Option<number>
  readonly verbose: boolean
}

/**
 * Work with the API as the options say. `prepared` looks at the options alone and cannot reach the API: so what is wrong
 * with them is reported before any setting is read.
 */
export const connected = <A, E, R, E2, R2>(chosen: Chosen, prepared: Effect.Effect<Effect.Effect<A, E, R>, E2, R2>) =>
  Effect.flatMap(prepared, (work) => Effect.provide(work, api(chosen)))

/** The API as the options say. */
export const api = (chosen: Chosen) => {
  const layer = Layers.api(tuningOf(chosen), chosen.profile, chosen.verbose)
  return chosen.verbose ? Layer.merge(layer, Logger.minimumLogLevel(LogLevel.Debug)) : layer
}

const tuningOf = ({ concurrency, retries, timeout }: Chosen): Tuning => ({
  concurrency: Option.getOrUndefined(concurrency),
  retries: Option.getOrUndefined(retries),
  totalTimeout: Option.getOrUndefined(Option.map(timeout, Duration.seconds)),
  attemptTimeout: Option.getOrUndefined(Option.map(timeout, (seconds) => Duration.seconds(Math.min(30, seconds)))),
})
