/** Makes an `@effect/cli` command runnable in a `Tree`: its options and texts as data, its parse errors as one line. */
import type * as CliApp from "@effect/cli/CliApp"
import type * as Command from "@effect/cli/Command"
import * as CommandDescriptor from "@effect/cli/CommandDescriptor"
import * as Effect from "effect/Effect"
import * as Trace from "../process/Trace.ts"
import * as Model from "./Model.ts"
import type { Example, Runnable } from "./Tree.ts"
import { UsageError } from "./UsageError.ts"

export interface Texts {
  /** Paragraphs that follow the summary in the help. */
  readonly details?: ReadonlyArray<string>
  /** What the help shows and the tests run. */
  readonly examples: ReadonlyArray<Example>
  /** Options that earlier versions had, each with what to do instead. */
  readonly gone?: Readonly<Record<string, string>>
  /** Whether it takes `--trace-file`: true unless it does nothing worth a trace. */
  readonly traced?: boolean
}

/** The command with the texts that its help needs beyond the descriptions of its options. */
export const make = <Name extends string, R, E, A>(
  command: Command.Command<Name, R, E, A>,
  { details = [], examples, gone = {}, traced = true }: Texts,
): Runnable<R | CliApp.CliApp.Environment> => {
  const { flags, positionals } = Model.of(command)
  return {
    details,
    examples,
    flags: traced ? [...flags, Trace.flag] : flags,
    positionals,
    run: (argv) => run(command, argv),
    gone,
  }
}

/** Parses and runs. `Command.run` would print what is wrong before it fails, and take options of its own. */
const run = <Name extends string, R, E, A>(
  { descriptor, handler, transform }: Command.Command<Name, R, E, A>,
  argv: ReadonlyArray<string>,
): Effect.Effect<void, E | UsageError, R | CliApp.CliApp.Environment> =>
  Effect.gen(function* () {
    const words = [...CommandDescriptor.getNames(descriptor), ...argv]
    const directive = yield* Effect.mapError(CommandDescriptor.parse(descriptor, words, Model.config), ({ error }) => {
      const [message = "", ...hint] = Model.paragraphsOf(error)
      return new UsageError({ message, hint: hint.length === 0 ? undefined : hint.join(" ") })
    })
    if (directive._tag === "BuiltIn")
      return yield* new UsageError({ message: `${directive.option._tag} is not an option` })
    const [unknown] = directive.leftover
    if (unknown !== undefined) return yield* new UsageError({ message: `Received unknown argument: '${unknown}'` })
    yield* transform(handler(directive.value), directive.value)
  })
