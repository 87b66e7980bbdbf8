/**
 * The commands of an app as a tree of names: known at once, while what a command needs (its options, its code) is loaded
 * when it is chosen. `--help` of a group, suggestions and completions need the names alone.
 */
import type * as Effect from "effect/Effect"
import type { Flag } from "./Flag.ts"

/** A command ready to run: made from an `@effect/cli` command by `Runnable.make`. */
export interface Runnable<R> {
  readonly flags: ReadonlyArray<Flag>
  readonly positionals: ReadonlyArray<Positional>
  /** Everything after the summary: paragraphs and examples. */
  readonly details: ReadonlyArray<string>
  readonly examples: ReadonlyArray<Example>
  /** Options that earlier versions had, each with what to do instead. */
  readonly gone?: Readonly<Record<string, string>>
  /** Parses the arguments, options first, and runs the command. Its failures are only reported, never handled: hence `unknown`. */
  readonly run: (argv: ReadonlyArray<string>) => Effect.Effect<void, unknown, R>
}

export interface Positional {
  /** As the help shows it: `<serial>`, `[<id>...]`. */
  readonly name: string
  readonly required: boolean
  readonly description: string
}

export interface Example {
  readonly command: string
  readonly effect: string
}

export interface Leaf<R> {
  readonly _tag: "Leaf"
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Runnable<R>>
}

export interface Group<R> {
  readonly _tag: "Group"
  readonly name: string
  readonly summary: string
  readonly entries: ReadonlyArray<Entry<R>>
}

export type Entry<R> = Leaf<R> | Group<R>

/** A command: its name, the sentence that lists show, and how to load it. */
export const leaf = <R>(name: string, summary: string, load: () => Promise<Runnable<R>>): Leaf<R> => ({
  _tag: "Leaf",
  name,
  summary,
  load,
})

/** A name that stands for several commands. */
export const group = <R>(name: string, summary: string, entries: ReadonlyArray<Entry<R>>): Group<R> => ({
  _tag: "Group",
  name,
  summary,
  entries,
})

/** Every command of a program, or below a group, with the path that is typed for it. */
export const leaves = <R>(entry: Entry<R>, path: ReadonlyArray<string> = [entry.name]): ReadonlyArray<Found<R>> =>
  entry._tag === "Leaf"
    ? [{ path, leaf: entry }]
    : entry.entries.flatMap((child) => leaves(child, [...path, child.name]))

export interface Found<R> {
  readonly path: ReadonlyArray<string>
  readonly leaf: Leaf<R>
}
