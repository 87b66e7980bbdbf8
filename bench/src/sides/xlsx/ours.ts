/** The writer of the exports: one table in the frame that all its workbooks have. */
import { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type { TableSpec } from "@amili-cases/sheets/xlsx/tableShape"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { Effect } from "effect"
import { columns, type Row } from "../../data/rows.ts"
import type { Timed } from "../../harness/Timed.ts"
import { measured, type Write } from "./workbook.ts"

const spec: TableSpec<Row> = { title: "Rows", table: "Rows", columns, empty: "none", tab: "1F4E78" }

const write: Write = (path, batches) =>
  Effect.gen(function* () {
    const assembly = yield* Workbook.begin(path, { language: "en" }, [spec])
    const table = new TableSheet(spec, assembly.shared, assembly.head(0))
    for (const batch of batches) yield* table.write(batch)
    yield* assembly.finish(() => [], [table], {
      title: "Rows",
      subject: "Rows",
      application: "bench",
      created: new Date(0),
      custom: {},
    })
  }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer), Effect.runPromise)

export const run = (): Promise<Timed> => measured("ours", write)
