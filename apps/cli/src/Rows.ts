/** Writes rows as they come: a table for a person, tab-separated lines for a program, JSON when that is asked for. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Screen from "@amili-cases/app-kit/Screen"
import * as Table from "@amili-cases/app-kit/Table"
import { Options } from "@effect/cli"
import { Effect, Stream } from "effect"
import * as Globals from "./Globals.ts"
import * as Json from "./Json.ts"

/** The options of every command that shows cases. */
export const options = {
  ...Globals.options,
  json: Options.boolean("json").pipe(Options.withDescription("one JSON document a line")),
  debtor: Options.boolean("debtor").pipe(
    Options.withDescription("show the debtor's name and numbers, which are otherwise not even requested"),
  ),
}

export interface Shape<A> {
  readonly json: boolean
  readonly columns: ReadonlyArray<Table.Column<A>>
  /** What JSON shows of a row. */
  readonly document: (row: A) => unknown
}

/** Writes all rows and returns how many there were. */
export const write = <A, E, R>(
  rows: Stream.Stream<A, E, R>,
  { columns, document, json }: Shape<A>,
): Effect.Effect<number, E | Output.OutputFailed, R> => {
  let count = 0
  const counted = Stream.tap(rows, () => Effect.sync(() => (count += 1)))
  const screen = Screen.current()
  const lines = json
    ? Stream.map(counted, (row) => Json.line(document(row)))
    : screen.terminal
      ? Table.fitted(columns, screen)(counted)
      : Stream.map(counted, Table.tabSeparated(columns))
  return Effect.map(Stream.run(lines, Output.lines), () => count)
}
