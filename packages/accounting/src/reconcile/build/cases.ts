/** Every closed case with its lines, both in order of id, and then the lines without such a case. */
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { minorOf } from "../../cases/Facts.ts"
import { type Entry, Entries } from "../../closed/records/Entries.ts"
import { type FoldedCase, foldCase } from "../fold/foldCase.ts"
import { Workspace } from "../journal/Workspace.ts"
import type { Joined } from "../journal/workspace/lines.ts"
import { isPaidClass, isSettled } from "../judge/caseState.ts"
import type { Difference, PaidCase, StandLine } from "../stand/rows.ts"
import type { Arrived } from "./arrivals.ts"
import * as Differences from "./differences.ts"
import type { Lines } from "./Lines.ts"
import { type Around, paidCase } from "./paidCase.ts"
import * as ReadLines from "./readLines.ts"
import type { Request } from "./request.ts"
import type { Sink } from "./Sink.ts"
import { isListed, standLine, stateOf } from "./standLine.ts"
import type { Tally } from "./Tally.ts"

export interface Order<E> {
  readonly request: Request
  readonly lines: Lines
  /** Names of creditors by id. */
  readonly creditors: ReadonlyMap<string, string>
  /** What the bank shows of payouts at the end of the month. */
  readonly arrivals: ReadonlyMap<string, Arrived>
  readonly hasBank: boolean
  readonly tally: Tally
  readonly sink: Sink<E>
  readonly note: (differences: ReadonlyArray<Difference>) => void
}

interface Page {
  readonly cases: Array<PaidCase>
  readonly lines: Array<StandLine>
  readonly differences: Array<Difference>
}

export const write = <E>(order: Order<E>) =>
  Effect.gen(function* () {
    const { request, sink } = order
    const { month, place } = request
    const entries = yield* Entries
    const workspace = yield* Workspace
    const hasMovedOnBank = (payoutId: string | null) => {
      const on = payoutId === null ? undefined : order.arrivals.get(payoutId)?.on
      return on !== undefined && on >= month.from && on <= month.to
    }

    const lineOf = (page: Page, line: Joined, isLiving: boolean, candidates: ReadonlyArray<string>) => {
      const row = standLine(line, stateOf(line, isLiving), candidates, month.to)
      page.lines.push(row)
      page.differences.push(...Differences.ofLine(row, line.isLate))
    }

    const ofCase = (page: Page, folded: FoldedCase, own: ReadonlyArray<Joined>, isCandidate: boolean) => {
      const { hasMoved, isLate, last, now } = folded
      order.tally.registered(last.registeredAt, last.currency ?? "")
      const isClosed = now !== undefined && now.kind !== "reopened"
      const settlementClass = isClosed ? SettlementClass.of(now.reason, request.classes) : undefined
      if (isClosed) order.tally.closed(now, own)
      let isShown = false
      if (isClosed && settlementClass !== undefined && isPaidClass(settlementClass)) {
        const row = paidCase(now, settlementClass, own, aroundOf(order, now, isCandidate))
        const isOfMonth = hasMoved || own.some((line) => line.hasMoved || hasMovedOnBank(line.now.payoutId))
        isShown = isOfMonth || !isSettled(row.state)
        if (isShown) {
          page.cases.push(row)
          page.differences.push(...Differences.ofCase(row, isLate))
          order.tally.paid(row, scheduledOf(now, own))
        } else order.tally.settledBefore += 1
      }
      for (const line of own) if (isShown || isListed(line)) lineOf(page, line, !isClosed, [])
    }

    const put = (page: Page) =>
      Effect.gen(function* () {
        order.note(page.differences)
        yield* sink.put("cases", page.cases)
        yield* sink.put("lines", page.lines)
        yield* sink.put("differences", page.differences)
      })

    let after = ""
    for (;;) {
      const all = yield* entries.whole(place.profile, after, pageSize)
      const upTo = all.at(-1)?.[0].caseId
      if (upTo === undefined) break
      const cases = new Map(
        all.flatMap((said) => {
          const folded = foldCase(said, month, request.knowledge.closed)
          return folded === undefined ? [] : [[said[0].caseId, folded] as const]
        }),
      )
      const named = yield* ReadLines.named(request, order.lines, { after, upTo }, (caseId) => cases.has(caseId))
      const found = yield* workspace.between(place, after, upTo)
      const own = Array.groupBy([...named, ...found], ({ caseId }) => caseId ?? "")
      const candidates = yield* workspace.isCandidate(place, after, upTo)
      const page: Page = { cases: [], lines: [], differences: [] }
      for (const [caseId, folded] of cases)
        ofCase(page, folded, (own[caseId] ?? []).toSorted(byLine), candidates.has(caseId))
      yield* put(page)
      after = upTo
    }
    yield* Stream.runForEach(workspace.others(place), (joined) =>
      Effect.gen(function* () {
        const listed = joined.filter(isListed)
        const several = listed.flatMap(({ now, owner }) => (owner === "several" ? [now.lineId] : []))
        const candidates = yield* workspace.candidatesOf(place, several)
        const page: Page = { cases: [], lines: [], differences: [] }
        for (const one of listed) lineOf(page, one, false, candidates.get(one.now.lineId) ?? [])
        yield* put(page)
      }),
    )
  })

/** Entries that are read at once: with their lines they are what memory holds. A thousand take 40 MB more. */
const pageSize = 250

const byLine = (a: Joined, b: Joined): number => (a.now.lineId < b.now.lineId ? -1 : 1)

const aroundOf = <E>({ arrivals, creditors, hasBank, request }: Order<E>, now: Entry, isCandidate: boolean): Around => {
  const bankOf = (payoutId: string | null) => (payoutId === null ? undefined : arrivals.get(payoutId)?.state)
  return {
    lastDay: request.month.to,
    wait: request.wait,
    hasBank,
    creditor: now.creditorId === undefined ? undefined : creditors.get(now.creditorId),
    isCandidate,
    isOnBank: (payoutId) => bankOf(payoutId) === "arrived",
    hasArrived: (payoutId) => {
      const bank = bankOf(payoutId)
      return bank === undefined || bank === "arrived" || bank === "no_bank_file" || bank === "not_due"
    },
  }
}

const scheduledOf = ({ currency }: Entry, own: ReadonlyArray<Joined>): bigint =>
  own.reduce((sum, { now }) => {
    const isDated = now.state === "scheduled" || now.state === "paid"
    const isCapital = now.category === "capital" && (now.currency ?? undefined) === currency
    return isDated && isCapital ? sum + (minorOf(now.total) ?? 0n) : sum
  }, 0n)
