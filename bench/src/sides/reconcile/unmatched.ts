/** Reads the same rows from the journal and writes the same sheets and raw documents, and matches nothing. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { minorOf } from "@amili-cases/accounting/cases/Facts"
import { Entries } from "@amili-cases/accounting/closed/records/Entries"
import { LineEvents } from "@amili-cases/accounting/payouts/journal/LineEvents"
import { PayoutEvents } from "@amili-cases/accounting/payouts/journal/PayoutEvents"
import { reconcileOutput } from "@amili-cases/accounting/reconcile/files/ReconcileOutput"
import type { PaidCase, StandLine, StandPayout } from "@amili-cases/accounting/reconcile/stand/rows"
import { encode } from "@amili-cases/accounting/reconcile/stand/stored"
import type { Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import { Effect } from "effect"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { setting, type Timed } from "../../harness/Timed.ts"
import { answerOf, layer, month, now, settings } from "./common.ts"

const optional = <A>(value: A | null): A | undefined => value ?? undefined

const summary: Summary = {
  month: month.name,
  from: month.from,
  to: month.to,
  asOf: month.end,
  final: false,
  basis: {},
  currencies: ["SEK"],
  controls: [],
  states: [],
  ageing: [],
  funnel: [],
  byReason: [],
  byCreditor: [],
  movements: [],
  trend: [],
  largestWaiting: [],
  decisions: [],
  residual: [],
  bankFiles: [],
  otherEntries: 0,
}

export const run = (): Promise<Timed> =>
  Effect.gen(function* () {
    const folder = join(setting("BENCH_FOLDER"), String(process.pid))
    mkdirSync(folder)
    const { csv, formats, language, profile } = settings(folder)
    const watch = new Stopwatch()
    const staged = (name: string) => join(folder, name)
    const provenance = { serial: 1, profile, generatedAt: now, tool: "bench", privacy: "none" } as const
    const files = yield* RunFiles.open(reconcileOutput, {
      base: "reconcile",
      formats,
      perCreditor: false,
      csv,
      workbook: { language, provenance },
      staged,
    })
    const archive = yield* Archive.open(staged("raw.ndjson.gz"))
    const counts = { cases: 0, lines: 0, payouts: 0 }
    let sum = 0n

    const entries = yield* Entries
    for (let after = ""; ;) {
      const page = yield* entries.whole(profile, after, 1000)
      const rows = page.flatMap((said, index): ReadonlyArray<PaidCase> => {
        const entry = said.at(-1) ?? said[0]
        // As many as there are: one of five waits.
        const waits = index % 5 === 0
        const claimed = minorOf(entry.claimed)
        return [
          {
            caseId: entry.caseId,
            creditorId: entry.creditorId,
            creditor: "Borgenär 10 AB",
            invoiceNumber: entry.invoiceNumber,
            reference: entry.reference,
            currency: entry.currency,
            closedOn: dayOfIso(entry.closedAt),
            reason: entry.reason,
            settlementClass: "payout_expected",
            claimed,
            remaining: minorOf(entry.amount),
            expected: claimed,
            specified: claimed ?? 0n,
            paidOut: 0n,
            difference: 0n,
            lines: 1,
            matchedBy: "case",
            payoutIds: [entry.caseId],
            payoutDate: "2026-11-27",
            state: waits ? "awaiting_payout" : "settled",
            ...(waits ? ({ waitingDays: 3, bucket: "0-7" } as const) : {}),
            closedRun: entry.serial,
          },
        ]
      })
      const last = rows.at(-1)
      if (last === undefined) break
      counts.cases += rows.length
      yield* files.write("cases", rows)
      yield* archive.write(rows.map((row) => encode("cases", row)))
      after = last.caseId
    }
    yield* (yield* LineEvents).whole(profile).pipe(
      Batches.forEach((all) => {
        const rows = all.map((events): StandLine => {
          const line = events.at(-1) ?? events[0]
          sum += minorOf(line.total) ?? 0n
          return {
            lineId: line.lineId,
            caseId: optional(line.caseId),
            creditorId: optional(line.creditorId),
            creditor: optional(line.creditor),
            invoiceNumber: optional(line.invoiceNumber),
            reference: optional(line.reference),
            category: optional(line.category),
            article: optional(line.article),
            currency: optional(line.currency),
            net: minorOf(line.net),
            vat: minorOf(line.vat),
            total: minorOf(line.total),
            bookedOn: dayOfIso(optional(line.bookedAt)),
            payoutId: optional(line.payoutId),
            payoutDate: dayOfIso(optional(line.payoutDate)),
            payoutReference: optional(line.payoutReference),
            matchedBy: "case",
            state: line.state === "paid" ? "paid" : "new",
            candidates: [],
          }
        })
        counts.lines += rows.length
        return Effect.zipRight(files.write("lines", rows), archive.write(rows.map((row) => encode("lines", row))))
      }),
    )
    yield* (yield* PayoutEvents).whole(profile).pipe(
      Batches.forEach((all) => {
        const rows = all.map((events): StandPayout => {
          const payout = events.at(-1) ?? events[0]
          const total = minorOf(payout.total)
          return {
            payoutId: payout.payoutId,
            creditorId: optional(payout.creditorId),
            category: optional(payout.category),
            currency: optional(payout.currency),
            total,
            lines: 50,
            sum: total ?? 0n,
            remainder: 0n,
            payoutDate: dayOfIso(optional(payout.payoutDate)),
            payoutReference: optional(payout.payoutReference),
            status: optional(payout.status),
            state: "balanced",
            bank: "no_bank_file",
            transfers: [],
          }
        })
        counts.payouts += rows.length
        return Effect.zipRight(files.write("payouts", rows), archive.write(rows.map((row) => encode("payouts", row))))
      }),
    )
    yield* files.finish({ summary, dataHash: "" })
    yield* archive.end
    return { ...watch.time, answer: answerOf(counts, sum) }
  }).pipe(Effect.scoped, Effect.provide(layer), Effect.runPromise)
