/** Exit codes of both commands: the verdict that a script reads. The table is what the documentation and `help exit-codes` print. */
import * as Predicate from "effect/Predicate"

/** Every code with its name and meaning; the numbers are defined here only. */
export const table = [
  { code: 0, name: "done", meaning: "done, also when there was nothing to show or export" },
  { code: 1, name: "failed", meaning: "failed: an unknown id, a refused request, an unwritable folder, a bug" },
  { code: 2, name: "usage", meaning: "the command line or a setting is wrong" },
  { code: 3, name: "attention", meaning: "exported, but something needs a person" },
  { code: 4, name: "authentication", meaning: "no credentials, an unusable key, or the API refused them" },
  { code: 5, name: "unreachable", meaning: "the API could not be reached, retries included" },
  { code: 6, name: "locked", meaning: "another run holds the lock" },
  { code: 7, name: "unbalanced", meaning: "reconciled, and a control does not add up" },
  { code: 130, name: "interrupted", meaning: "ended by Ctrl-C or a signal" },
] as const

export type ExitCode = (typeof table)[number]["code"]
type Name = (typeof table)[number]["name"]

/** The code of a name: `codeOf("usage")` is 2. */
export const codeOf = (name: Name): ExitCode => table.find((row) => row.name === name)?.code ?? 1

const byTag: Record<string, Name> = {
  Unreachable: "unreachable",
  NotAuthenticated: "authentication",
  InvalidKey: "authentication",
  InvalidConfig: "usage",
  InvalidQuery: "usage",
}

/**
 * The code that an error ends the process with. An error of an app says so itself with a field `exitCode` that is in the
 * table; core's errors know nothing of processes and are mapped by tag; anything else is 1.
 */
export const of = (error: unknown): ExitCode => {
  if (Predicate.hasProperty(error, "exitCode")) {
    const own = table.find((row) => row.code === error.exitCode)
    if (own !== undefined) return own.code
  }
  const tag = Predicate.hasProperty(error, "_tag") && Predicate.isString(error._tag) ? error._tag : ""
  return codeOf(byTag[tag] ?? "failed")
}
