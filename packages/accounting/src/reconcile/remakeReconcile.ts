/** Writes the files of a reconciliation again, from its raw documents alone. */
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import type { Writer } from "@amili-cases/export-engine/dataset/Output"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import { filesOptions } from "../cases/remaking.ts"
import * as Report from "./files/report/Report.ts"
import { reconcileOutput } from "./files/ReconcileOutput.ts"
import type { ReconcileClosing, ReconcileRows } from "./files/ReconcileRows.ts"
import { parse, type Stored } from "./stand/stored.ts"
import type { Summary } from "./stand/Summary.ts"

type Files = Writer<ReconcileRows, ReconcileClosing>

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const options = filesOptions(remaking)
    const files = yield* RunFiles.open(reconcileOutput, options)
    let summary: Summary | undefined
    yield* Archive.read(remaking.archive).pipe(
      Batches.forEach((texts) =>
        Effect.gen(function* () {
          const stored = texts.flatMap((text) => parse(text) ?? [])
          for (const group of groupsOf(stored)) {
            summary = group.flatMap((one) => (one.table === "summary" ? [one.row] : []))[0] ?? summary
            yield* write(files, group)
          }
        }),
      ),
    )
    if (summary === undefined) return
    const closing = { summary, dataHash: remaking.manifest.dataSha256 }
    yield* files.finish(closing)
    yield* Report.write(options, closing)
  })

/** Documents that follow each other and are of one table: rows come in the same order however they were read. */
const groupsOf = (stored: ReadonlyArray<Stored>) =>
  Array.match(stored, {
    onEmpty: () => [],
    onNonEmpty: Array.groupWith((a, b) => a.table === b.table),
  })

const write = (files: Files, group: ReadonlyArray<Stored>) =>
  Effect.gen(function* () {
    const cases = group.flatMap((one) => (one.table === "cases" ? [one.row] : []))
    const lines = group.flatMap((one) => (one.table === "lines" ? [one.row] : []))
    const payouts = group.flatMap((one) => (one.table === "payouts" ? [one.row] : []))
    const bank = group.flatMap((one) => (one.table === "bank" ? [one.row] : []))
    const differences = group.flatMap((one) => (one.table === "differences" ? [one.row] : []))
    if (cases.length > 0) yield* files.write("cases", cases)
    if (lines.length > 0) yield* files.write("lines", lines)
    if (payouts.length > 0) yield* files.write("payouts", payouts)
    if (bank.length > 0) yield* files.write("bank", bank)
    if (differences.length > 0) yield* files.write("differences", differences)
  })
