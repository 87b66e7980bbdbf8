/**
 * Profiles: named settings in a file of their own, so that nobody has to set variables. The api code is in the keychain
 * where there is one, else in the file. The private key is neither: it stays where its owner has put it.
 */
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Environment from "./Environment.ts"
import { Keychain } from "./Keychain.ts"
import * as ProfileFile from "./ProfileFile.ts"
import { ProfileProblem } from "./ProfileFile.ts"

export { ProfileProblem } from "./ProfileFile.ts"

const Profile = Schema.Struct({
  baseUrl: Schema.String,
  /** Absent: it is in the keychain. */
  apiCode: Schema.optional(Schema.String),
  privateKeyFile: Schema.String,
  /** As in `AMILI_TOKEN_NAMES`. */
  tokenNames: Schema.optional(Schema.String),
})
export type Profile = typeof Profile.Type

export type Profiles = ProfileFile.All<Profile>

export const { file, read, write } = ProfileFile.make("profiles.json", Profile, {
  what: { en: "profiles", sv: "profilerna" },
  again: { en: "log in again", sv: "logga in igen" },
})

/** Under which name the keychain holds the api code: with the address, so that it is never sent to another one. */
export const accountOf = (name: string, { baseUrl }: Pick<Profile, "baseUrl">): string => `${name} at ${baseUrl}`

/** The api code, from the file or from the keychain. */
const apiCodeOf = (name: string, profile: Profile): Effect.Effect<string, ProfileProblem> => {
  if (profile.apiCode !== undefined) return Effect.succeed(profile.apiCode)
  const login = `amili auth login --profile ${name}`
  return Effect.flatMap(Keychain, (keychain) =>
    keychain.get(accountOf(name, profile)).pipe(
      Effect.mapError(
        ({ message }) =>
          new ProfileProblem({
            message: `the api code of the profile ${name} is in ${keychain.name}, which cannot be read: ${message}`,
            hint: `unlock it; or keep the api code in a file, for machines where nobody sits: ${login} --plain-file`,
            swedish: {
              message: `api-koden för profilen ${name} ligger i ${keychain.name}, som inte går att läsa: ${message}`,
              hint: `lås upp den; eller spara api-koden i en fil, för datorer där ingen sitter: ${login} --plain-file`,
            },
            exitCode: 4,
          }),
      ),
      Effect.flatMap(
        Option.match({
          onSome: (secret) => Effect.succeed(Redacted.value(secret)),
          onNone: () =>
            new ProfileProblem({
              message: `the api code of the profile ${name} is not in ${keychain.name} any more`,
              hint: `log in again: ${login}`,
              swedish: {
                message: `api-koden för profilen ${name} finns inte längre i ${keychain.name}`,
                hint: `logga in igen: ${login}`,
              },
              exitCode: 4,
            }),
        }),
      ),
    ),
  )
}

/** The profile's settings under the names of the variables; `apiCode` false leaves the secret where it is. */
export const provider = (
  name: string,
  profile: Profile,
  { apiCode, privateKeyFile }: { readonly apiCode: boolean; readonly privateKeyFile: boolean },
): Effect.Effect<ConfigProvider.ConfigProvider, ProfileProblem> =>
  Effect.map(apiCode ? apiCodeOf(name, profile) : Effect.succeed(undefined), (code) =>
    Environment.of({
      AMILI_BASE_URL: profile.baseUrl,
      AMILI_API_CODE: code,
      AMILI_PRIVATE_KEY_FILE: privateKeyFile ? profile.privateKeyFile : undefined,
      AMILI_TOKEN_NAMES: profile.tokenNames,
    }),
  )
