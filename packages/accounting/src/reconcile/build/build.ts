/** Makes the stand of a month from the journal, row by row, and sums it up. */
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import { ControlSums } from "../journal/ControlSums.ts"
import { Workspace } from "../journal/Workspace.ts"
import type { Difference } from "../stand/rows.ts"
import type { Summary } from "../stand/Summary.ts"
import * as Arrivals from "./arrivals.ts"
import * as Cases from "./cases.ts"
import * as Controls from "../controls/controls.ts"
import * as Differences from "./differences.ts"
import { Lines } from "./Lines.ts"
import * as OtherCases from "./otherCases.ts"
import * as Payouts from "./payouts.ts"
import * as ReadLines from "./readLines.ts"
import type { Request } from "./request.ts"
import type { Sink } from "./Sink.ts"
import * as Summaries from "../controls/summaries.ts"
import { Tally } from "./Tally.ts"
import { vouchers as vouchersOf } from "./vouchers.ts"

/** `ask` adds cases that the API knows; undefined where it is not asked. */
export const build = <E, E2, R2>(request: Request, sink: Sink<E>, ask: Effect.Effect<void, E2, R2> | undefined) =>
  Effect.gen(function* () {
    const { bank, knowledge, month, place } = request
    const workspace = yield* Workspace
    const folded = yield* Payouts.fold(request)
    const lines = new Lines(folded)
    yield* ReadLines.keepUnnamed(request, lines)
    yield* workspace.joinNamed(place)
    yield* ask ?? OtherCases.ofJournal(place, knowledge.open, request.until)
    yield* workspace.joinNamed(place)
    yield* workspace.joinByNumber(place, "invoice_number")
    yield* workspace.joinByNumber(place, "reference_number")

    const matched = Arrivals.match(request, folded, yield* ReadLines.ofUntotalled(request, folded))
    const arrivals = Payouts.arrivalsOf(request, folded, matched)
    const sums = yield* ControlSums
    const creditors = yield* sums.creditorNames(place.profile, knowledge.payouts, month.end)
    const hasBank = bank.coverage.some(({ from, to }) => from <= month.to && to >= month.from)
    const tally = new Tally(month, hasBank)
    const causes = new Map<string, number>()
    const note = (differences: ReadonlyArray<Difference>) => {
      for (const { cause } of differences)
        if (cause !== Differences.afterFinal) causes.set(cause, (causes.get(cause) ?? 0) + 1)
    }
    yield* Cases.write({
      request,
      lines,
      creditors,
      arrivals,
      hasBank,
      tally,
      sink,
      note,
    })
    // The lines of a payout are known once all cases have been read.
    const payouts = Payouts.build(request, folded, lines, matched, arrivals)
    const listed = payouts.filter(({ isListed }) => isListed)
    const transfers = matched.transfers.filter(({ bookedOn }) => bookedOn >= month.from && bookedOn <= month.to)
    const summarised = Summaries.compare(payouts, lines)
    const differences = [
      ...listed.flatMap(({ arrived, folded, row }) => Differences.ofPayout(row, folded.isLate, arrived.difference)),
      ...transfers.flatMap(Differences.ofTransfer),
      ...summarised.rows,
    ]
    note(differences)
    for (const rows of Array.chunksOf(listed, batch))
      yield* sink.put(
        "payouts",
        rows.map(({ row }) => row),
      )
    for (const rows of Array.chunksOf(transfers, batch)) yield* sink.put("bank", rows)
    for (const rows of Array.chunksOf(differences, batch)) yield* sink.put("differences", rows)

    if (knowledge.portfolio !== undefined) {
      const open = yield* sums.registered(place.profile, knowledge.portfolio.serial, knowledge.closed)
      for (const { count, created_at, currency } of open) tally.registered(created_at, currency, BigInt(count))
    }
    const unpaid = yield* Controls.unpaid(request)
    const controls = yield* Controls.all(
      {
        request,
        lines,
        payouts,
        transfers: matched.transfers,
        hasBank,
        summarised,
        cases: sink.counts().cases,
        settledBefore: tally.settledBefore,
      },
      unpaid,
    )
    const vouchers = yield* vouchersOf(request)
    const ofVouchers = new Map(vouchers?.totals.map(({ currency }) => [currency, 0]))
    const currencies = byRows(tally.currencies, lines.currencies, ofVouchers)
    const summary: Summary = {
      month: month.name,
      from: month.from,
      to: month.to,
      asOf: request.asOf,
      final: request.isFinal,
      ...(request.replaces === undefined ? {} : { replaces: request.replaces }),
      basis: basisOf(request),
      currencies,
      controls,
      ...tally.summary(currencies, (id) => creditors.get(id) ?? id, knowledge.portfolio?.startedAt ?? ""),
      movements: currencies.map((currency) => ({
        currency,
        opening: unpaid.before.get(currency) ?? 0n,
        ...lines.movements.get("", currency),
        closing: unpaid.now.get(currency) ?? 0n,
      })),
      decisions: [...causes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([cause, count]) => ({ cause, count })),
      bankFiles: bank.files.map(({ entries, name, sha256 }) => ({ name, sha256, entries })),
      otherEntries: bank.files.reduce((sum, { others }) => sum + others, 0),
      ...(vouchers === undefined ? {} : { vouchers }),
    }
    return { summary, settledBefore: tally.settledBefore }
  })

/** Rows that are written at once. */
const batch = 500

/** The one with most rows first. */
const byRows = (...counts: ReadonlyArray<ReadonlyMap<string, number>>): ReadonlyArray<string> => {
  const rows = new Map<string, number>()
  for (const [currency, count] of counts.flatMap((one) => [...one]))
    rows.set(currency, (rows.get(currency) ?? 0) + count)
  return [...rows].toSorted(([a, most], [b, others]) => others - most || (a < b ? -1 : 1)).map(([currency]) => currency)
}

const basisOf = ({ knowledge: { closed, open, payouts } }: Request): Summary["basis"] => ({
  ...(closed.through === 0 ? {} : { closed: closed.through }),
  ...(payouts.through === 0 ? {} : { payouts: payouts.through }),
  ...(open === undefined ? {} : { open }),
})
