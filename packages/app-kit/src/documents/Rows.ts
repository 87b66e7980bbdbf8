/** Writes rows as they come: a table for a person, tab-separated lines for a program, JSON or CSV when asked for. */
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Csv from "./Csv.ts"
import * as Output from "../terminal/Output.ts"
import * as Screen from "../terminal/Screen.ts"
import * as Table from "../terminal/Table.ts"
import { UsageError } from "../command/UsageError.ts"
import * as Projection from "./Projection.ts"

export interface Column<A> extends Table.Column<A> {
  /** What `--fields` and the header of CSV call it. */
  readonly name: string
  /** The value as JSON shows it; the text where that is absent. */
  readonly document?: (row: A) => unknown
}

/** Makes columns, each headed by its name. */
export const column =
  <A>() =>
  (
    name: string,
    value: (row: A) => string | undefined,
    rest: Partial<Omit<Column<A>, "name" | "value">> = {},
  ): Column<A> => ({ ...rest, name, header: rest.header ?? name.toUpperCase(), value: (row) => value(row) ?? "" })

/** The options of every command that shows rows: what they look like. */
export const options = {
  json: Options.boolean("json").pipe(Options.withDescription("one JSON document a line")),
  csv: Options.boolean("csv").pipe(Options.withDescription("comma-separated values with a header, for programs")),
  ...Projection.options,
}

/** `--fields`: which columns, and in what order. */
export const fields = <A>(columns: ReadonlyArray<Column<A>>) =>
  Options.text("fields").pipe(
    Options.withPseudoName("names"),
    Options.optional,
    Options.withDescription(`only these, in this order: ${namesOf(columns).join(", ")}`),
  )

export interface Chosen extends Projection.Chosen {
  readonly json: boolean
  readonly csv: boolean
}

/** How rows are written; `documents` writes the JSON documents, in full or as `--query` and `--template` say. */
export interface Format {
  readonly format: "table" | "tabs" | "json" | "csv"
  readonly documents: Projection.Writer
}

/** What there is to be seen of a row. */
export interface View<A> {
  readonly columns: ReadonlyArray<Column<A>>
  /** What JSON shows of a row. Fields that are undefined are left out. */
  readonly document: (row: A) => unknown
}

export interface Shape<A> extends Format, View<A> {}

/** The format that the options ask for, or what is wrong with them. */
export const formatOf = (chosen: Chosen): Effect.Effect<Format, UsageError> =>
  Effect.gen(function* () {
    const projection = yield* Projection.read(chosen)
    if (chosen.csv && (chosen.json || Option.isSome(projection)))
      return yield* new UsageError({
        message: `${chosen.json ? "--json" : Option.isSome(chosen.query) ? "--query" : "--template"} and --csv exclude each other`,
      })
    const format =
      chosen.json || Option.isSome(projection)
        ? "json"
        : chosen.csv
          ? "csv"
          : Screen.current().terminal
            ? "table"
            : "tabs"
    return { format, documents: Option.getOrElse(projection, () => Projection.json) }
  })

/** How the rows are to look, or what is wrong with the options. */
export const shapeOf = <A>(
  view: View<A>,
  chosen: Chosen & { readonly fields: Option.Option<string> },
): Effect.Effect<Shape<A>, UsageError> =>
  Effect.gen(function* () {
    const format = yield* formatOf(chosen)
    if (Option.isNone(chosen.fields)) return { ...format, ...view }
    const columns = yield* pick(view.columns, chosen.fields.value)
    return { ...format, columns, document: documentOf(columns) }
  })

/** The columns that `--fields` names. */
export const pick = <C extends { readonly name: string }>(
  columns: ReadonlyArray<C>,
  text: string,
): Effect.Effect<ReadonlyArray<C>, UsageError> =>
  Effect.forEach(
    text.split(",").map((name) => name.trim()),
    (name) => {
      const column = columns.find((candidate) => candidate.name === name)
      return column === undefined
        ? new UsageError({
            message: `--fields: no field is called "${name}"`,
            hint: `choose from ${namesOf(columns).join(",")}`,
          })
        : Effect.succeed(column)
    },
  )

/** The fields of the columns, and nothing else. */
export const documentOf =
  <A>(columns: ReadonlyArray<Column<A>>) =>
  (row: A): unknown =>
    Object.fromEntries(
      columns.map(({ document, name, value }) => [
        name,
        document === undefined ? value(row) || undefined : document(row),
      ]),
    )

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

const namesOf = (columns: ReadonlyArray<{ readonly name: string }>) => columns.map(({ name }) => name)
