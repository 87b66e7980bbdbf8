/** The command `completion` of a program, and the hidden one that its scripts ask. */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Completion from "./Completion.ts"
import * as Output from "../terminal/Output.ts"
import * as Runnable from "./Runnable.ts"
import type * as Tree from "./Tree.ts"

const shell = Args.choice(
  Completion.shells.map((name) => [name, name] as const),
  { name: "shell" },
).pipe(Args.withDescription("bash, zsh or fish"))

export interface Texts {
  /** Such as "commands, options and profiles". */
  readonly what: string
  readonly examples: ReadonlyArray<Tree.Example>
}

/** `program completion bash`. */
export const make = (program: string, { examples, what }: Texts) =>
  Runnable.make(
    Command.make("completion", { shell }, ({ shell }) => Output.write(Completion.script(program, shell))),
    { details: [`Completes ${what}. The shell reads what this prints at its start.`], traced: false, examples },
  )

/** Values that never change. */
export const fixed = (all: ReadonlyArray<string>) => () => Promise.resolve(all)

/** `program __complete -- word...`: `profiles` are the names after `--profile`. */
export const hidden = <R, R2>(
  root: Tree.Group<R>,
  values: Completion.Values,
  profiles: Effect.Effect<ReadonlyArray<string>, never, R2>,
): Tree.Runnable<R2> => ({
  flags: [],
  positionals: [{ name: "[<word>...]", required: false, description: "the words typed so far" }],
  details: [],
  examples: [],
  run: (argv) =>
    Effect.gen(function* () {
      const words = argv[0] === "--" ? argv.slice(1) : argv
      const names = yield* profiles
      const all = { ...values, completion: fixed(Completion.shells), "--profile": fixed(names) }
      const found = yield* Effect.promise(() => Completion.candidates(root, words, all))
      yield* Output.write(found.map((word) => `${word}\n`).join(""))
    }),
})

/** Names in a file of profiles. One that cannot be read has none: the commands report what is wrong with it. */
export const namesIn = <E, R>(
  all: Effect.Effect<{ readonly profiles: Readonly<Record<string, unknown>> }, E, R>,
): Effect.Effect<ReadonlyArray<string>, never, R> =>
  all.pipe(
    Effect.map(({ profiles }) => Object.keys(profiles)),
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
  )
