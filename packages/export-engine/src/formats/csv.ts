/** A CSV file for each table. All but the main table's begin with their first row. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Output, OutputTable, Target, Writer } from "../dataset/Output.ts"
import * as CsvFile from "./CsvFile.ts"
import type { Format } from "./Format.ts"

type Opened<Rows, Closing> = Effect.Effect<
  Writer<Rows, Closing>,
  WriteFailed | InvalidProfile,
  FileSystem.FileSystem | Scope.Scope
>

const open = <Rows, Closing>(
  { tables }: Output<Rows, Closing>,
  target: Target,
  wanted: (table: { readonly always: boolean }) => boolean,
): Opened<Rows, Closing> =>
  Effect.gen(function* () {
    const { base, csv, staged, workbook } = target
    const fileOf = <Row>({ main, role, suffix, table }: OutputTable<Row>) =>
      CsvFile.make({
        name: `${base}${suffix}.csv`,
        role,
        table,
        csv: main ? csv : CsvFile.withAllColumns(csv),
        personal: workbook.provenance.privacy !== "none",
        staged,
      })
    type Files = { readonly [K in keyof Rows]: Effect.Effect.Success<ReturnType<typeof fileOf<Rows[K]>>> }
    const files: Partial<Files> = {}
    const all: Array<CsvFile.CsvFile<never>> = []
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

export const csv: Format = {
  name: "csv",
  isDefault: true,
  open: (output, target) => open(output, target, () => true),
}

/** The tables that are written whatever formats were chosen. */
export const openAlways = <Rows, Closing>(output: Output<Rows, Closing>, target: Target): Opened<Rows, Closing> =>
  open(output, target, (table) => table.always)
