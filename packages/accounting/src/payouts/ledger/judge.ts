/**
 * What a run says about what it has seen, one observation after the other. Pure but for the book, which grows with what
 * is said.
 */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as Document from "@amili-cases/core/Document"
import type { ExportedLine, ExportedPayout } from "../exported.ts"
import { factsOfLine, factsOfPayout } from "../events/facts.ts"
import type { LineEvent, LineKind } from "../events/LineEvent.ts"
import { factsOf, isRevised, lineEvents, type LineStep } from "../events/lineEvents.ts"
import type { PayoutEvent, PayoutKind } from "../events/PayoutEvent.ts"
import { payoutEvents, type PayoutStep } from "../events/payoutEvents.ts"
import { reversalOf } from "../events/reversal.ts"
import { encode, Observation } from "../Observation.ts"
import type { Book } from "./Book.ts"
import { ambiguous, type Doubt, noAmount, undecodable } from "./Doubt.ts"

/** An event and the one before it of the same line or payout: what a row is made of. */
export interface Said<E> {
  readonly event: E
  readonly previous: E | undefined
}

/** What came of an observation. */
export interface Judged {
  /** For the archive. */
  readonly source: string
  readonly lines: ReadonlyArray<Said<LineEvent>>
  readonly payouts: ReadonlyArray<Said<PayoutEvent>>
  readonly doubts: ReadonlyArray<Doubt>
}

export interface Place {
  readonly today: CalendarDay
  readonly serial: number
  /** Events that the run has said so far. */
  readonly seq: number
}

export const judge = (
  observations: ReadonlyArray<Observation>,
  book: Book,
  { seq: said, serial, today }: Place,
): ReadonlyArray<Judged> => {
  let seq = said

  const sayLine = (lineId: string, { facts, kind, state }: LineStep, reversedBy?: string): Said<LineEvent> => {
    const previous = book.line(lineId)
    const event: LineEvent = {
      lineId,
      revision: previous === undefined ? 0 : previous.revision + 1,
      serial,
      seq: ++seq,
      kind,
      state,
      corrects: correcting.has(kind) ? (previous?.serial ?? null) : null,
      reversedBy: reversedBy ?? previous?.reversedBy ?? null,
      ...facts,
    }
    book.addLine(event)
    return { event, previous }
  }

  const sayPayout = (payoutId: string, { facts, kind, state }: PayoutStep): Said<PayoutEvent> => {
    const previous = book.payout(payoutId)
    const event: PayoutEvent = {
      ...facts,
      payoutId,
      revision: previous === undefined ? 0 : previous.revision + 1,
      serial,
      seq: ++seq,
      kind,
      state,
      corrects: correcting.has(kind) ? (previous?.serial ?? null) : null,
    }
    book.addPayout(event)
    return { event, previous }
  }

  const ofLine = (value: ExportedLine, source: string): Omit<Judged, "source"> => {
    const facts = factsOfLine(value)
    const previous = book.line(value.id)
    const payout = facts.payoutId === null ? undefined : book.payout(facts.payoutId)
    const payoutFell = payout?.state === "reversed" || payout?.state === "gone"
    const lines = lineEvents(facts, previous, { today, payoutFell }).map((step) => sayLine(value.id, step))
    const line = book.line(value.id)
    const isFresh = previous === undefined || isRevised(facts, previous)
    if (line === undefined || !isFresh) return { lines, payouts: [], doubts: [] }
    const reversal = reversalOf(line, book.relatives(line))
    const [only, ...others] = reversal?.candidates ?? []
    const reversed =
      reversal === undefined || only === undefined || others.length > 0
        ? []
        : [sayLine(only.lineId, { kind: "reversed", state: only.state, facts: factsOf(only) }, reversal.by.lineId)]
    const doubts = [
      ...(reversal !== undefined && others.length > 0 ? [ambiguous(line, reversal.candidates, source)] : []),
      ...(line.total === null ? [noAmount(line, source)] : []),
    ]
    return { lines: [...lines, ...reversed], payouts: [], doubts }
  }

  const ofPayout = (value: ExportedPayout): Omit<Judged, "source"> => {
    const steps = payoutEvents(factsOfPayout(value), book.payout(value.id), today)
    return { lines: [], payouts: steps.map((step) => sayPayout(value.id, step)), doubts: [] }
  }

  const ofObservation = Observation.$match({
    Line: ({ document }) =>
      Document.isMalformed(document) ? unread(document) : ofLine(document.value, document.source),
    Payout: ({ document }) => (Document.isMalformed(document) ? unread(document) : ofPayout(document.value)),
    LineGone: ({ id }) => {
      const line = book.line(id)
      if (line === undefined || line.state === "gone") return nothing
      return { ...nothing, lines: [sayLine(id, { kind: "gone", state: "gone", facts: factsOf(line) })] }
    },
    PayoutGone: ({ id }) => {
      const payout = book.payout(id)
      if (payout === undefined || payout.state === "gone") return nothing
      return { ...nothing, payouts: [sayPayout(id, { kind: "gone", state: "gone", facts: payout })] }
    },
  })

  return observations.map((observation) => ({ ...ofObservation(observation), source: encode(observation) }))
}

const nothing: Omit<Judged, "source"> = { lines: [], payouts: [], doubts: [] }

const unread = ({ id, problem, source }: Document.Malformed): Omit<Judged, "source"> => ({
  ...nothing,
  doubts: [undecodable(id, problem, source)],
})

const correcting: ReadonlySet<LineKind | PayoutKind> = new Set(["changed", "reversed", "gone", "found_again"])
