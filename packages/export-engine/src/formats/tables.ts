/** A file for each table. All but the main table's begin with their first row. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Output, OutputTable, Writer } from "../dataset/Output.ts"
import type { TableFile } from "./TableFile.ts"

type Made<A> = Effect.Effect<A, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope>

/** `wanted` chooses the tables, `fileOf` makes the file of one. */
export const open = <Rows, Closing>(
  { tables }: Output<Rows, Closing>,
  wanted: (table: { readonly always: boolean }) => boolean,
  fileOf: <Row>(table: OutputTable<Row>) => Made<TableFile<Row, InvalidProfile>>,
): Made<Writer<Rows, Closing>> =>
  Effect.gen(function* () {
    const files: { [K in keyof Rows]?: TableFile<Rows[K], InvalidProfile> } = {}
    const all: Array<TableFile<never, InvalidProfile>> = []
    for (const key in tables) {
      const table = tables[key]
      if (!wanted(table)) continue
      const file = yield* fileOf(table)
      files[key] = file
      all.push(file)
      if (table.main) yield* file.write([])
    }
    return {
      write: (table, rows) => files[table]?.write(rows) ?? Effect.void,
      finish: () =>
        Effect.map(
          Effect.forEach(all, (file) => file.end),
          (ended) => ended.flat(),
        ),
    }
  })
