/** Writes as many rows as a first closed export does: CSV, workbook and raw documents. */
import { join } from "node:path"
import { CaseReader, Wanted } from "@amili-cases/accounting/cases/CaseReader"
import { type ClosedRow, fromClosed } from "@amili-cases/accounting/cases/Row"
import { closedOutput } from "@amili-cases/accounting/closed/ClosedOutput"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import { svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import { Chunk, Effect, Stream } from "effect"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { setting, type Timed } from "../../harness/Timed.ts"
import { closedCount, everything, layer } from "./common.ts"

export const run = (): Promise<Timed> =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const now = yield* reader.now
    const cases = yield* closedCount
    const documents = yield* reader.walk(Wanted.Closed(), everything).pipe(Stream.take(500), Stream.runCollect)
    const rows: Array<ClosedRow> = []
    const sources: Array<string> = []
    for (const document of Chunk.toReadonlyArray(documents)) {
      sources.push(document.source)
      if (document._tag === "Decoded") rows.push(fromClosed(document.value, { privacy: "none" }))
    }
    const staged = (name: string) => join(setting("BENCH_FOLDER"), `${process.pid}-${name}`)
    const watch = new Stopwatch()
    const provenance = {
      serial: 1,
      profile: "bench",
      creditors: undefined,
      from: undefined,
      until: now,
      generatedAt: now,
      tool: "bench",
      privacy: "none",
    } as const
    const files = yield* RunFiles.open(closedOutput, {
      base: "closed",
      formats: ["csv", "xlsx"],
      perCreditor: false,
      csv: svExcel,
      workbook: { language: "sv", provenance },
      staged,
    })
    const archive = yield* Archive.open(staged("raw.ndjson.gz"))
    for (let written = 0; written < cases; written += rows.length) {
      // Ids of their own, so that rows differ as they do in a portfolio.
      const fresh: Array<ClosedRow> = []
      for (const row of rows) {
        fresh.push({ ...row, caseId: (written + fresh.length).toString(16).padStart(24, "0") })
      }
      yield* files.write("closed", fresh)
      yield* archive.write(sources)
    }
    yield* files.finish({ dataHash: undefined, completeness: undefined, recovery: undefined })
    yield* archive.end
    return { ...watch.time, answer: "" }
  }).pipe(Effect.scoped, Effect.provide(layer), Effect.runPromise)
