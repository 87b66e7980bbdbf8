/** How the commands about the journal show rows: a table on a terminal, tab-separated lines in a pipe, or JSON lines. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Screen from "@amili-cases/app-kit/Screen"
import * as Table from "@amili-cases/app-kit/Table"
import { type Effect, Stream } from "effect"

export interface Shape<A> {
  readonly columns: ReadonlyArray<Table.Column<A>>
  /** What JSON shows of a row. */
  readonly document: (row: A) => unknown
}

/** Writes the rows. Fields of a document that are undefined are left out. */
export const write = <A>(
  { columns, document }: Shape<A>,
  rows: Iterable<A>,
  { json }: { readonly json: boolean },
): Effect.Effect<void, Output.OutputFailed> => {
  const screen = Screen.current()
  const all = Stream.fromIterable(rows)
  const lines = json
    ? Stream.map(all, (row) => JSON.stringify(document(row)))
    : screen.terminal
      ? Table.fitted(columns, screen)(all)
      : Stream.map(all, Table.tabSeparated(columns))
  return Stream.run(lines, Output.lines)
}
