/** What really happened, as far as the API shows it, against what the journal says: line by line and payout by payout. */
import { LineEvents } from "@amili-cases/accounting/payouts/journal/LineEvents"
import { PayoutEvents } from "@amili-cases/accounting/payouts/journal/PayoutEvents"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import { type Event, type Line, lineTotal, type Payout } from "@amili-cases/test-fixtures/finance/Event"
import * as Truth from "@amili-cases/test-fixtures/finance/Truth"
import { DateTime, Effect, Stream } from "effect"

const text = (amount: number) => Money.formatMinor(BigInt(amount))

const passed = (date: number, at: number) =>
  CalendarDay.of(DateTime.unsafeMake(date)) < CalendarDay.of(DateTime.unsafeMake(at))

/** How the journal should have a line. */
export const wantedLine = (line: Line, payouts: ReadonlyMap<string, Payout>, at: number) => {
  if (line.deleted) return { state: "gone" }
  const { shown } = line
  const fell = shown !== undefined && payouts.get(shown.payout)?.status === "reversed"
  const state = shown === undefined || fell ? "waiting" : passed(shown.date, at) ? "paid" : "scheduled"
  return {
    state,
    net: text(line.net),
    vat: text(line.vat),
    total: text(lineTotal(line)),
    caseId: line.namedCase ?? null,
    payoutId: shown?.payout ?? null,
  }
}

const wantedPayout = (payout: Payout, at: number) => ({
  state: payout.status === "reversed" ? "reversed" : passed(payout.date, at) ? "paid" : "scheduled",
  total: payout.totals === "none" ? null : text(payout.total),
})

/** Amounts that changed without any sign after the line was paid out: only reading everything finds them. */
const isHidden = (line: Line) => line.oddities.includes("line-edited-silently")

/** What is wrong in the journal at an instant. With `all`, hidden changes are wrong too. */
export const problemsAt = (profile: string, events: ReadonlyArray<Event>, at: number, all = false) =>
  Effect.gen(function* () {
    const truth = Truth.at(events, at)
    const problems: Array<string> = []
    const compare = (id: string, wanted: object, found: object | undefined) => {
      if (found === undefined) problems.push(`${id} is missed, should be ${JSON.stringify(wanted)}`)
      else
        for (const [key, value] of Object.entries(wanted)) {
          const is: unknown = Reflect.get(found, key)
          if (is !== value) problems.push(`${id}: ${key} is ${String(is)}, should be ${String(value)}`)
        }
    }
    const lines = yield* Stream.runCollect((yield* LineEvents).between(profile, "", "g"))
    const held = new Map([...lines].map((line) => [line.lineId, line]))
    for (const line of truth.lines.values()) {
      const found = held.get(line.id)
      if (line.deleted && found === undefined) continue
      const { net, total, vat, ...others } = wantedLine(line, truth.payouts, at)
      compare(line.id, others, found)
      if (net !== undefined && (all || !isHidden(line))) compare(line.id, { net, vat, total }, found)
    }
    for (const id of held.keys()) if (!truth.lines.has(id)) problems.push(`${id} is no line`)
    const payouts = yield* Stream.runCollect((yield* PayoutEvents).between(profile, "", "g"))
    const heldPayouts = new Map([...payouts].map((payout) => [payout.payoutId, payout]))
    for (const payout of truth.payouts.values())
      compare(payout.id, wantedPayout(payout, at), heldPayouts.get(payout.id))
    return problems
  })
