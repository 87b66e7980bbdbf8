/** Writes cases as they come: a table for a person, tab-separated lines for a program, JSON or CSV when asked for. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Screen from "@amili-cases/app-kit/Screen"
import * as Table from "@amili-cases/app-kit/Table"
import { UsageError } from "@amili-cases/app-kit/UsageError"
import type { Case } from "@amili-cases/core/Case"
import { Options } from "@effect/cli"
import { Effect, Option, Stream } from "effect"
import * as CaseColumns from "./CaseColumns.ts"
import * as CaseFields from "./CaseFields.ts"
import * as Csv from "./Csv.ts"
import * as Globals from "./Globals.ts"
import * as Wish from "./Wish.ts"

/** The options of every command that shows rows: what they look like. */
export const formats = {
  json: Options.boolean("json").pipe(Options.withDescription("one JSON document a line")),
  csv: Options.boolean("csv").pipe(
    Options.withDescription("comma-separated values with a header (for accounting, see amili-export)"),
  ),
  ...Wish.options,
}

/** The options of every command that shows cases. */
export const options = {
  ...formats,
  fields: Options.text("fields").pipe(
    Options.withPseudoName("names"),
    Options.optional,
    Options.withDescription(`only these, in this order: ${CaseColumns.all.map((column) => column.name).join(", ")}`),
  ),
  debtor: Options.boolean("debtor").pipe(
    Options.withDescription("show the debtor's name and numbers, which are otherwise not even requested"),
  ),
  ...Globals.options,
}

interface ChosenFormat extends Wish.Chosen {
  readonly json: boolean
  readonly csv: boolean
}

export interface Chosen extends Globals.Chosen, ChosenFormat {
  readonly fields: Option.Option<string>
  readonly debtor: boolean
}

/** How rows are written; `documents` writes the JSON documents, in full or what is wished of them. */
export interface Format {
  readonly format: "table" | "tabs" | "json" | "csv"
  readonly documents: Wish.Writer
}

export interface Shape<A> extends Format {
  readonly columns: ReadonlyArray<Table.Column<A> & { readonly name: string }>
  /** What JSON shows of a row. */
  readonly document: (row: A) => unknown
}

/** The format that the options ask for. */
export const formatOf = (chosen: ChosenFormat): Effect.Effect<Format, UsageError> =>
  Effect.gen(function* () {
    const wish = yield* Wish.read(chosen)
    if (chosen.csv && (chosen.json || Option.isSome(wish)))
      return yield* new UsageError({
        message: `${chosen.json ? "--json" : Option.isSome(chosen.query) ? "--query" : "--template"} and --csv exclude each other`,
      })
    const format =
      chosen.json || Option.isSome(wish) ? "json" : chosen.csv ? "csv" : Screen.current().terminal ? "table" : "tabs"
    return { format, documents: Option.getOrElse(wish, () => Wish.json) }
  })

/** How the rows are to look, or what is wrong with the wish. */
export const shapeOf = (chosen: Chosen, kind: CaseColumns.Kind): Effect.Effect<Shape<Case>, UsageError> =>
  Effect.gen(function* () {
    const format = yield* formatOf(chosen)
    const columns = Option.isSome(chosen.fields)
      ? yield* columnsOf(chosen.fields.value, chosen.debtor)
      : CaseColumns.of(kind, chosen.debtor)
    return {
      ...format,
      columns,
      document: Option.isSome(chosen.fields) ? documentOf(columns) : CaseFields.complete,
    }
  })

/** Writes all rows and returns how many there were. */
export const write = <A, E, R>(
  rows: Stream.Stream<A, E, R>,
  { columns, document, documents, format }: Shape<A>,
): Effect.Effect<number, E | Output.OutputFailed | UsageError, R> => {
  let count = 0
  const counted = Stream.tap(rows, () => Effect.sync(() => (count += 1)))
  const lines: Record<Format["format"], () => Stream.Stream<string, E | UsageError, R>> = {
    table: () => Table.fitted(columns, Screen.current())(counted),
    tabs: () => Stream.map(counted, Table.tabSeparated(columns)),
    json: () =>
      counted.pipe(
        Stream.mapEffect((row) => documents.line(document(row))),
        Stream.filterMap((line) => line),
      ),
    csv: () => Stream.concat(Stream.succeed(Csv.header(columns)), Stream.map(counted, Csv.line(columns))),
  }
  return Stream.run(lines[format](), Output.lines).pipe(
    Effect.zipRight(Effect.suspend(() => documents.note(count))),
    Effect.map(() => count),
  )
}

const documentOf = (columns: ReadonlyArray<CaseColumns.CaseColumn>) => (row: Case) =>
  Object.fromEntries(
    columns.map(({ document, name, value }) => [
      name,
      document === undefined ? value(row) || undefined : document(row),
    ]),
  )

const columnsOf = (text: string, withDebtor: boolean) =>
  Effect.forEach(
    text.split(",").map((name) => name.trim()),
    (name) => {
      const column = CaseColumns.all.find((candidate) => candidate.name === name)
      if (column === undefined)
        return new UsageError({
          message: `--fields: no field is called "${name}"`,
          hint: `choose from ${CaseColumns.all.map((candidate) => candidate.name).join(",")}`,
        })
      return column.personal === true && !withDebtor
        ? new UsageError({ message: `--fields: "${name}" is about the debtor`, hint: "add --debtor to see it" })
        : Effect.succeed(column)
    },
  )
