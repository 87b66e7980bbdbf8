/** What `amili-export init` saves for each profile, in a file of its own: where the exports go and how they look. No secrets. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import { inBoth, type UsageError } from "../command/UsageError.ts"
import * as Environment from "./Environment.ts"
import * as ProfileFile from "./ProfileFile.ts"

/** The words of the options of the same names; nothing in it is checked before it is used. */
const ExportSettings = Schema.Struct({
  /** Absolute. */
  out: Schema.String,
  /** Absolute; absent: beside the exports. */
  journal: Schema.optional(Schema.String),
  /** The account map that vouchers are made by. Absolute; absent: `accounts.json` beside the exports. */
  accounts: Schema.optional(Schema.String),
  format: Schema.optional(Schema.String),
  csv: Schema.optional(Schema.String),
  language: Schema.optional(Schema.String),
  perCreditor: Schema.optional(Schema.Boolean),
  /** As in `AMILI_EXPORT_CLASSES`; written by hand. */
  classes: Schema.optional(Schema.String),
  /** A command for the shell, run when a scheduled export fails or needs a person. */
  notify: Schema.optional(Schema.String),
  /** Who decides what only a person can, for the journal. */
  by: Schema.optional(Schema.String),
})
export type ExportSettings = typeof ExportSettings.Type

export const { read, write } = ProfileFile.make("export.json", ExportSettings, {
  what: { en: "settings", sv: "inställningarna" },
  again: { en: "run amili-export init again", sv: "kör amili-export init igen" },
})

/** Whose exports they are, and what has been saved for them. */
export interface Profile {
  readonly name: string
  readonly settings: ExportSettings | undefined
}

/** The profile of exports that nobody has named. */
const defaultName = "default"

/** The profile in use; `named` is the value of `--profile`. Its name is part of the names of files. */
export const profileOf = (
  named: Option.Option<string>,
): Effect.Effect<Profile, UsageError | ProfileFile.ProfileProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const all = yield* read
    const fromVariable = Option.map(yield* Environment.variable("AMILI_PROFILE"), (value) => value.trim())
    const asked = Option.firstSomeOf([named, fromVariable, Option.fromNullable(all.default)])
    const name = yield* nameIn(Option.getOrElse(asked, () => defaultName))
    return { name, settings: Option.getOrUndefined(Record.get(all.profiles, name)) }
  })

/** The name of a profile, or why it cannot be one. */
export const nameIn = (text: string): Effect.Effect<string, UsageError> =>
  /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(text)
    ? Effect.succeed(text)
    : inBoth(
        {
          message: `"${text}" cannot name a profile`,
          hint: "use at most 64 letters, digits, - and _, the first a letter or digit: the name is part of the files' names",
        },
        {
          message: `"${text}" kan inte vara namn på en profil`,
          hint: "använd högst 64 av a-z, siffror, - och _, med en bokstav eller siffra först: namnet ingår i filernas namn",
        },
      )
