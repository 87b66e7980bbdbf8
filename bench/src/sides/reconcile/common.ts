import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import { svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import { DateTime, Layer, Option } from "effect"
import * as Journals from "../../data/journals.ts"
import { setting } from "../../harness/Timed.ts"

export const month = Option.getOrThrow(Month.parse("2026-11"))
export const now = DateTime.unsafeMake("2026-12-01T06:00:00Z")

export const settings = (folder: string): RunSettings => ({
  profile: "default",
  folder,
  formats: ["csv", "xlsx"],
  csv: svExcel,
  perCreditor: false,
  language: "sv",
  privacy: "none",
  tool: "bench",
  api: "http://127.0.0.1",
})

export const layer = Layer.suspend(() => Layer.provideMerge(Folder.Default, Journals.layer(setting("BENCH_JOURNAL"))))

/** What both sides come to: rows of each table, and the sum of all lines. */
export const answerOf = (
  counts: { readonly cases: number; readonly lines: number; readonly payouts: number },
  sum: bigint,
) => `${counts.cases} cases, ${counts.lines} lines of ${sum}, ${counts.payouts} payouts`
