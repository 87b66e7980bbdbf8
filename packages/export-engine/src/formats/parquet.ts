/** A Parquet file for each table: what analysts read, with amounts and days as types instead of text. */
import type { Column, Table } from "@amili-cases/sheets/Column"
import * as Sink from "@amili-cases/sheets/bytes/sink"
import { columnsOf } from "@amili-cases/sheets/csv/CsvProfile"
import { Totals } from "@amili-cases/sheets/Totals"
import { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import type { SchemaElement } from "hyparquet-writer"
import type { OutputTable, Target } from "../dataset/Output.ts"
import * as CsvFile from "./CsvFile.ts"
import type { Format } from "./Format.ts"
import * as TableFile from "./TableFile.ts"
import * as Tables from "./tables.ts"

/** Rows held in memory until they are encoded together. A fixed number, so that the same rows give the same bytes. */
const ROW_GROUP = 20_000

const MILLIS_OF_DAY = 86_400_000

/** The most digits that a decimal of Parquet has wherever it is read; sixteen bytes hold them. */
const DIGITS = 38
const AMOUNT_LIMIT = 10n ** BigInt(DIGITS)

const typeOf = ({ kind }: Column<never>): Omit<SchemaElement, "name"> => {
  switch (kind) {
    case "money":
      return { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, converted_type: "DECIMAL", precision: DIGITS, scale: 2 }
    case "date":
      return { type: "INT32", converted_type: "DATE" }
    case "integer":
      return { type: "INT64" }
    case "text":
    case "id":
    case "enum":
    case "link":
      return { type: "BYTE_ARRAY", converted_type: "UTF8" }
  }
}

type Cell = string | number | bigint | undefined

const cellOf = <R>(column: Column<R>, row: R): Cell => {
  const value = column.value(row)
  if (value === undefined) return undefined
  if (column.kind === "integer") return BigInt(value)
  return column.kind === "date" ? Date.parse(`${value}T00:00:00Z`) / MILLIS_OF_DAY : value
}

const tooLarge = (path: string, column: string) =>
  new WriteFailed({
    path,
    reason: "too-large",
    message: `${path}: an amount in column ${column} has more than 36 digits before the decimal point`,
    hint: "leave parquet out of --format for this run, and report the amount",
  })

/** Creates the file. The library is loaded only here, so that no other command waits for it. */
const create = <R>(path: string, table: Table<R>, columns: ReadonlyArray<Column<R>>) =>
  Effect.gen(function* () {
    const { ByteWriter, ParquetWriter } = yield* Effect.promise(() => import("hyparquet-writer"))
    const file = yield* Sink.create(path)
    const bytes = new ByteWriter()
    const parquet = new ParquetWriter({
      writer: bytes,
      schema: [
        { name: table.name, num_children: columns.length },
        ...columns.map((column) => ({ ...typeOf(column), name: column.key, repetition_type: "OPTIONAL" as const })),
      ],
    })
    const totals = new Totals()
    const cells = columns.map((column) => ({ column, data: new Array<Cell>() }))
    let held = 0
    let rows = 0

    const add = (row: R) =>
      Effect.suspend(() => {
        for (const { column, data } of cells) {
          const cell = cellOf(column, row)
          if (typeof cell === "bigint" && (cell >= AMOUNT_LIMIT || cell <= -AMOUNT_LIMIT))
            return tooLarge(path, column.key)
          data.push(cell)
        }
        totals.add(table.currency(row) ?? "", table.amount(row))
        rows++
        held++
        return held < ROW_GROUP ? Effect.void : writeHeld
      })

    /** Hands over the bytes that the library has made. */
    const send = Effect.suspend(() => file.write(bytes.getBytes())).pipe(Effect.tap(() => (bytes.index = 0)))

    const writeHeld = Effect.promise(async () => {
      if (held > 0)
        await parquet.write({
          columnData: cells.map(({ column, data }) => ({ name: column.key, data })),
          rowGroupSize: ROW_GROUP,
        })
      for (const { data } of cells) data.length = 0
      held = 0
    }).pipe(Effect.zipRight(send))

    const writer: TableFile.TableWriter<R> = {
      write: (batch) => Effect.forEach(batch, add, { discard: true }),
      end: Effect.gen(function* () {
        yield* writeHeld
        yield* Effect.promise(async () => parquet.finish())
        yield* send
        return { path, rows, ...(yield* file.end), sums: totals.minor(), notices: [] }
      }),
    }
    return writer
  })

const fileOf =
  ({ base, csv, staged, workbook }: Target) =>
  <Row>({ main, role, suffix, table }: OutputTable<Row>) => {
    const name = `${base}${suffix}.parquet`
    const profile = main ? csv : CsvFile.withAllColumns(csv)
    const personal = workbook.provenance.privacy !== "none"
    const open = Effect.flatMap(columnsOf(table, profile, personal), (columns) => create(staged(name), table, columns))
    return TableFile.make({ name, role, open })
  }

export const parquet: Format = {
  name: "parquet",
  isDefault: false,
  open: (output, target) => Tables.open(output, () => true, fileOf(target)),
}
