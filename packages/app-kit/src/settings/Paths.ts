/** Paths as people write them, in options, variables and settings, where no shell has read them before. */
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { inBoth, type UsageError } from "../command/UsageError.ts"
import * as Folders from "./Folders.ts"

/** The path with `~` replaced by the home folder. Only a shell knows the homes of other users: `~anna` is refused. */
export const expand = (path: string): Effect.Effect<string, UsageError> => {
  if (!path.startsWith("~")) return Effect.succeed(path)
  const [, rest] = /^~(?:$|[/\\])(.*)$/s.exec(path) ?? []
  if (rest === undefined)
    return inBoth(
      {
        message: `${path} begins with ~, which stands for a home folder`,
        hint: `write the whole path, or ./${path} for a name that begins so`,
      },
      {
        message: `${path} börjar med ~, som står för en hemmapp`,
        hint: `skriv hela sökvägen, eller ./${path} för ett namn som börjar så`,
      },
    )
  return Folders.home().pipe(
    Effect.map((home) => join(home, rest)),
    Effect.mapError(({ message, swedish }) =>
      inBoth(
        { message: `${path}: ${message}`, hint: "write the whole path" },
        { message: `${path}: ${swedish.message}`, hint: "skriv hela sökvägen" },
      ),
    ),
  )
}
