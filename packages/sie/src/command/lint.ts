/** `sie lint`: what is wrong with a file, and what to do. */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Lint from "../lint/Lint.ts"
import * as Profile from "../lint/Profile.ts"
import { counted, type FileKind, kinds } from "../lint/Rule.ts"
import * as Finding from "../read/Finding.ts"
import * as ExitCode from "./ExitCode.ts"
import * as SieBytes from "./SieBytes.ts"

const options = {
  for: Options.choice("for", Profile.names).pipe(
    Options.withDefault("generic" as const),
    Options.withDescription("the program that is to import the file; generic is the standard alone"),
  ),
  kind: Options.choice("type", kinds).pipe(
    Options.optional,
    Options.withDescription("the type of the file; without it, .si is 4I, and the content says it of others"),
  ),
  json: Options.boolean("json").pipe(Options.withDescription("print one JSON document")),
  file: SieBytes.argument,
}

/** Ends the program with an exit code of its own; everything has been said. */
export class HasFindings extends Data.TaggedError("HasFindings") {}

export const lint = Command.make("lint", options, ({ file, for: name, json, kind }) =>
  Effect.gen(function* () {
    const found = yield* Lint.lintStream(SieBytes.stream(file), {
      for: name,
      kind: Option.getOrElse(kind, () => kindOf(file)),
    })
    const { notes, title } = Profile.profiles[name]
    if (json) yield* Console.log(JSON.stringify({ for: name, findings: found, notes }, undefined, 2))
    else {
      for (const finding of found) yield* Console.log(Finding.format(finding))
      yield* Console.log(`${summary(found)} for ${title}`)
      for (const note of notes) yield* Console.log(`note: ${note}`)
    }
    if (found.length > 0) return yield* new HasFindings()
  }),
).pipe(
  Command.withDescription(
    `Check a file against the standard and against what a certain program imports. Example: sie lint bokforing.si --for fortnox. ${ExitCode.help}`,
  ),
)

/** `.si` is the ending of import files. Any other may hold any type. */
const kindOf = (path: string): FileKind | undefined => (path.toLowerCase().endsWith(".si") ? "4I" : undefined)

/** `nothing is wrong`, `1 error, 2 warnings`. */
export const summary = (findings: ReadonlyArray<Finding.Finding>): string => {
  const errors = findings.filter(({ severity }) => severity === "error").length
  const warnings = findings.length - errors
  const parts = [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""]
  return parts.filter((part) => part !== "").join(", ") || "nothing is wrong"
}
