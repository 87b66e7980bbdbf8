/**
 * Where the settings come from. A profile named on the command line goes before everything; otherwise variables that are
 * set go before the profile that `AMILI_PROFILE` names, or else before the default profile.
 */
import type { FileSystem, Path } from "@effect/platform"
import { Effect, Option } from "effect"
import type { Environment } from "./Folders.ts"
import * as Profiles from "./Profiles.ts"

export interface Sources {
  /** Every setting that is known, as variables. */
  readonly environment: Environment
  /** The profile that has a say. */
  readonly profile: Option.Option<string>
  /** Where the api code rests. */
  readonly secret: "environment" | "file" | "keychain"
}

/** `named` is the value of `--profile`. */
export const resolve = (
  environment: Environment,
  named: Option.Option<string>,
): Effect.Effect<Sources, Profiles.ProfileProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const own = settings(environment)
    // Whoever sets everything needs no file to be looked for.
    if (Option.isNone(named) && saysEverything(own))
      return { environment: own, profile: Option.none(), secret: "environment" }
    const all = yield* Profiles.read(environment)
    const fromVariable = Option.filter(Option.fromNullable(environment.AMILI_PROFILE), (name) => name !== "")
    const asked = Option.orElse(named, () => fromVariable)
    const profile = Option.orElse(asked, () => Option.fromNullable(all.default))
    if (Option.isNone(profile)) return { environment: own, profile, secret: "environment" }
    const found = Option.fromNullable(Profiles.find(all, profile.value))
    if (Option.isNone(found)) return yield* unknown(profile.value, Object.keys(all.profiles))
    const kept = found.value.apiCode === undefined ? "keychain" : "file"
    if (Option.isSome(named))
      return { environment: yield* Profiles.toVariables(profile.value, found.value), profile, secret: kept }
    yield* refuseStranger(own, found.value, profile.value)
    // What a variable says need not be fetched.
    const wanted = own.AMILI_API_CODE === undefined && own.AMILI_ACCESS_TOKEN === undefined
    const variables = yield* Profiles.toVariables(profile.value, found.value, wanted)
    return {
      environment: { ...variables, ...withoutOther(own) },
      profile,
      secret: wanted ? kept : "environment",
    }
  })

const names = ["AMILI_BASE_URL", "AMILI_API_CODE", "AMILI_PRIVATE_KEY_FILE", "AMILI_PRIVATE_KEY", "AMILI_ACCESS_TOKEN"]

/** The variables that are set; an empty one is not. */
const settings = (environment: Environment): Environment =>
  Object.fromEntries(names.flatMap((name) => (environment[name]?.trim() ? [[name, environment[name]]] : [])))

const hasCredentials = (own: Environment) =>
  own.AMILI_ACCESS_TOKEN !== undefined ||
  (own.AMILI_API_CODE !== undefined &&
    (own.AMILI_PRIVATE_KEY_FILE !== undefined || own.AMILI_PRIVATE_KEY !== undefined))

const saysEverything = (own: Environment) => own.AMILI_BASE_URL !== undefined && hasCredentials(own)

/** Whether the variables alone say where to connect and as whom. */
export const isComplete = (environment: Environment): boolean => saysEverything(settings(environment))

/** A key in a variable goes before the profile's key file. */
const withoutOther = (own: Environment): Environment =>
  own.AMILI_PRIVATE_KEY === undefined ? own : { AMILI_PRIVATE_KEY_FILE: undefined, ...own }

/** Credentials of a profile belong to its API: they are not sent to another one because a variable points there. */
const refuseStranger = (own: Environment, profile: Profiles.Profile, name: string) =>
  own.AMILI_BASE_URL === undefined || own.AMILI_BASE_URL === profile.baseUrl || hasCredentials(own)
    ? Effect.void
    : new Profiles.ProfileProblem({
        message: `AMILI_BASE_URL points elsewhere than the profile ${name}, whose credentials are not sent there`,
        hint: "unset AMILI_BASE_URL, or set credentials for it too",
        exitCode: 2,
      })

const unknown = (name: string, known: ReadonlyArray<string>) =>
  new Profiles.ProfileProblem({
    message: `there is no profile "${name}"`,
    hint:
      known.length === 0
        ? "make one: amili auth login"
        : `one of ${known.join(", ")}, or make one: amili auth login --profile ${name}`,
    exitCode: 2,
  })
