/** Writes the workbook of a stand. */
import { reconcileOutput } from "@amili-cases/accounting/reconcile/files/ReconcileOutput"
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import { Effect } from "effect"
import { provenance } from "../files/rows.ts"
import type { Stand } from "./stand.ts"

export const dataHash = "cd".repeat(32)

export const write = (path: string, stand: Stand, more: Partial<WorkbookOptions> = {}) =>
  Effect.gen(function* () {
    const book = yield* reconcileOutput.workbook(path, { language: "sv", provenance, ...more })
    yield* book.write("cases", stand.cases)
    yield* book.write("lines", stand.lines)
    yield* book.write("payouts", stand.payouts)
    yield* book.write("bank", stand.bank)
    yield* book.write("differences", stand.differences)
    return yield* book.finish({ summary: stand.summary, dataHash })
  }).pipe(Effect.scoped)
