/** `amili auth logout`: removes a profile and every saved access token. */
import * as Json from "@amili-cases/app-kit/documents/Json"
import { Keychain } from "@amili-cases/app-kit/settings/Keychain"
import * as Login from "@amili-cases/app-kit/settings/Login"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as TokenFiles from "@amili-cases/app-kit/settings/TokenFiles"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Record from "effect/Record"

const options = {
  profile: Options.text("profile").pipe(
    Options.withPseudoName("name"),
    Options.optional,
    Options.withDescription("the profile to remove (default: the default profile)"),
  ),
  json: Projection.oneJson,
}

const command = Command.make("logout", options, ({ json, profile }) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const tokens = yield* TokenFiles.folder
    if (Option.isSome(tokens)) yield* Effect.ignore(files.remove(tokens.value, { recursive: true, force: true }))
    const all = yield* Profiles.read
    const name = Option.getOrElse(profile, () => all.default ?? "default")
    const known = Option.getOrUndefined(Record.get(all.profiles, name))
    if (known === undefined) yield* Output.note(`there is no profile "${name}"; kept access tokens are removed`)
    else {
      yield* Login.forget(name, known).pipe(Effect.catchAll(stillThere))
      yield* Profiles.write(without(all, name))
      yield* Output.note(
        `The profile "${name}" is removed, with its kept access tokens. The private key stays where it is.`,
      )
    }
    if (json) yield* Output.writeLine(Json.line({ profile: name, forgotten: known !== undefined }))
  }),
)

/** The others; if it was the default, the first of them is. */
const without = (all: Profiles.Profiles, name: string): Profiles.Profiles => {
  const left = Record.remove(all.profiles, name)
  const nextDefault = all.default === name ? Object.keys(left)[0] : all.default
  return { profiles: left, ...(nextDefault === undefined ? {} : { default: nextDefault }) }
}

const stillThere = ({ message }: { readonly message: string }) =>
  Effect.flatMap(Keychain, (keychain) =>
    Output.note(`The api code is still in ${keychain.name}, which cannot be reached (${message}): remove it there.`),
  )

export const logout = Runnable.make(command, {
  details: [
    "Takes the profile out of the file of profiles and its api code out of the keychain, and removes the access tokens that are kept between calls.",
  ],
  traced: false,
  examples: [{ command: "amili auth logout --profile sandbox", effect: "remove one profile" }],
})
