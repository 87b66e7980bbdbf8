/** A secret by reference: a table of thousands of profiles holds where secrets are, and none of them. */
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import * as Command from "@effect/platform/Command"
import type * as CommandExecutor from "@effect/platform/CommandExecutor"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

/** The secret is not where the profile says. */
export class NoSecret extends Data.TaggedError("NoSecret")<{ readonly message: string; readonly hint: string }> {
  readonly exitCode = 4
}

interface Reference {
  readonly kind: "command" | "env" | "file"
  readonly of: string
}

export const parse = (text: string): Option.Option<Reference> => {
  const [, kind, of = ""] = /^(file|env|command):(.+)$/s.exec(text.trim()) ?? []
  return kind === "file" || kind === "env" || kind === "command" ? Option.some({ kind, of: of.trim() }) : Option.none()
}

/** `what` is what a person calls it: `the api code of profile "a"`. */
export const read = (
  text: string,
  what: string,
): Effect.Effect<Redacted.Redacted, NoSecret, CommandExecutor.CommandExecutor | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const reference = Option.getOrUndefined(parse(text))
    const secret = reference === undefined ? "" : yield* valueOf(reference)
    if (secret.trim() === "") return yield* missing(what, text)
    return Redacted.make(secret.trim())
  }).pipe(Effect.catchTags({ SystemError: () => missing(what, text), BadArgument: () => missing(what, text) }))

const valueOf = ({ kind, of }: Reference) => {
  if (kind === "env")
    return Effect.map(
      Environment.variable(of),
      Option.getOrElse(() => ""),
    )
  if (kind === "file") return Effect.flatMap(FileSystem.FileSystem, (fs) => fs.readFileString(of))
  return Command.string(Command.runInShell(Command.make(of), true))
}

const missing = (what: string, text: string) =>
  new NoSecret({
    message: `${what} cannot be read from ${text}`,
    hint: "put it there, or correct the profile and run amili-fleet init",
  })
