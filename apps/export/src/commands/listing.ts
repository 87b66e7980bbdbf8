/** How the commands about the journal show rows: a table on a terminal, tab-separated lines in a pipe, JSON, or a query. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Plain from "@amili-cases/app-kit/Plain"
import * as Screen from "@amili-cases/app-kit/Screen"
import * as Table from "@amili-cases/app-kit/Table"
import { UsageError } from "@amili-cases/app-kit/UsageError"
import { Options } from "@effect/cli"
import { Effect, Option, Predicate, Stream } from "effect"

export interface Shape<A> {
  readonly columns: ReadonlyArray<Table.Column<A>>
  /** What JSON shows of a row. */
  readonly document: (row: A) => unknown
}

export interface Given {
  readonly json: boolean
  readonly query: Option.Option<string>
}

export const query = Options.text("query").pipe(
  Options.withPseudoName("jmespath"),
  Options.withDescription("What a JMESPath expression finds in each document of --json, a line each."),
  Options.optional,
)

/** Writes the rows. Fields of a document that are undefined are left out. */
export const write = <A>(
  { columns, document }: Shape<A>,
  rows: Iterable<A>,
  { json, query }: Given,
): Effect.Effect<void, Output.OutputFailed | UsageError> =>
  Effect.gen(function* () {
    const screen = Screen.current()
    const all = Stream.fromIterable(rows)
    if (Option.isSome(query)) {
      const search = yield* searching(query.value)
      return yield* Stream.run(
        all.pipe(
          Stream.mapEffect((row) => search(document(row))),
          Stream.filterMap(shown),
        ),
        Output.lines,
      )
    }
    const lines = json
      ? Stream.map(all, (row) => JSON.stringify(document(row)))
      : screen.terminal
        ? Table.fitted(columns, screen)(all)
        : Stream.map(all, Table.tabSeparated(columns))
    yield* Stream.run(lines, Output.lines)
  })

/** The library is loaded when somebody asks. */
const searching = (text: string) =>
  Effect.gen(function* () {
    const Query = yield* Effect.promise(() => import("@amili-cases/app-kit/Query"))
    const compiled = Query.read(text)
    const wrong = (problem: string) =>
      new UsageError({ message: `--query: ${problem}`, hint: "--json shows what there is to be found" })
    if (compiled._tag === "Wrong") return yield* wrong(compiled.problem)
    return (document: unknown) =>
      Effect.try({
        try: () => compiled.search(Plain.of(document)),
        catch: (error) => wrong(error instanceof Error ? error.message : "it does not fit"),
      })
  })

/** Nothing found is no line. */
const shown = (value: Plain.Plain): Option.Option<string> =>
  value === null
    ? Option.none()
    : Option.some(Predicate.isString(value) ? Table.harmless(value) : JSON.stringify(value))
