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
import * as Json from "./Json.ts"

/** The options of every command that shows cases. */
export const options = {
  json: Options.boolean("json").pipe(Options.withDescription("one JSON document a line")),
  csv: Options.boolean("csv").pipe(
    Options.withDescription("comma-separated values with a header (for accounting, see amili-export)"),
  ),
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

export interface Chosen extends Globals.Chosen {
  readonly json: boolean
  readonly csv: boolean
  readonly fields: Option.Option<string>
  readonly debtor: boolean
}

export interface Shape<A> {
  readonly format: "table" | "tabs" | "json" | "csv"
  readonly columns: ReadonlyArray<Table.Column<A> & { readonly name: string }>
  /** What JSON shows of a row. */
  readonly document: (row: A) => unknown
}

/** The format that the options ask for. */
export const formatOf = (chosen: {
  readonly json: boolean
  readonly csv: boolean
}): Effect.Effect<Shape<never>["format"], UsageError> =>
  chosen.json && chosen.csv
    ? new UsageError({ message: "--json and --csv exclude each other" })
    : Effect.succeed(chosen.json ? "json" : chosen.csv ? "csv" : Screen.current().terminal ? "table" : "tabs")

/** How the rows are to look, or what is wrong with the wish. */
export const shapeOf = (chosen: Chosen, kind: CaseColumns.Kind): Effect.Effect<Shape<Case>, UsageError> =>
  Effect.gen(function* () {
    const format = yield* formatOf(chosen)
    const columns = Option.isSome(chosen.fields)
      ? yield* columnsOf(chosen.fields.value, chosen.debtor)
      : CaseColumns.of(kind, chosen.debtor)
    return {
      format,
      columns,
      document: Option.isSome(chosen.fields) ? documentOf(columns) : CaseFields.complete,
    }
  })

/** Writes all rows and returns how many there were. */
export const write = <A, E, R>(
  rows: Stream.Stream<A, E, R>,
  { columns, document, format }: Shape<A>,
): Effect.Effect<number, E | Output.OutputFailed, R> => {
  let count = 0
  const counted = Stream.tap(rows, () => Effect.sync(() => (count += 1)))
  const lines = {
    table: () => Table.fitted(columns, Screen.current())(counted),
    tabs: () => Stream.map(counted, Table.tabSeparated(columns)),
    json: () => Stream.map(counted, (row) => Json.line(document(row))),
    csv: () => Stream.concat(Stream.succeed(Csv.header(columns)), Stream.map(counted, Csv.line(columns))),
  }
  return Effect.map(Stream.run(lines[format](), Output.lines), () => count)
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
