/** How a line stood when a month began and when it ended, and what moved in between. Pure. */
import { minorOf } from "../../cases/Facts.ts"
import type { LineEvent } from "../../payouts/events/LineEvent.ts"
import { countBefore, instantOf, isMoved, type Runs } from "../time/dating.ts"
import type { Month } from "../time/Month.ts"

/** By what the unpaid amount of a currency changed; `paidOut` is positive when it became smaller. */
export interface LineMovement {
  readonly currency: string
  readonly created: bigint
  readonly changed: bigint
  readonly paidOut: bigint
  readonly gone: bigint
}

export interface FoldedLine {
  /** The last event that counts before the month, and before its end. */
  readonly before: LineEvent | undefined
  readonly now: LineEvent
  /** Whether anything of it counts in the month. */
  readonly hasMoved: boolean
  /** Whether it was paid out and no longer is. */
  readonly isWithdrawn: boolean
  /** Whether something of the month was known only after an earlier month had been made final. */
  readonly isLate: boolean
  readonly movements: ReadonlyArray<LineMovement>
}

/** All events of a line in their order; undefined where none of them counts before the month ends. */
export const foldLine = (events: ReadonlyArray<LineEvent>, month: Month, runs: Runs): FoldedLine | undefined => {
  const known = events.filter(({ serial }) => serial <= runs.through)
  const instants = known.map((event) => instantOf(event, ownOf(event), runs))
  const until = countBefore(instants, month.end)
  const from = countBefore(instants, month.start)
  const now = known[until - 1]
  if (now === undefined) return undefined
  const fresh = known.slice(from, until)
  return {
    before: known[from - 1],
    now,
    hasMoved: fresh.length > 0,
    isWithdrawn: now.state === "waiting" && known.slice(0, until).some(({ kind }) => kind === "reversed"),
    isLate: fresh.some((event) => isMoved(event, ownOf(event), runs)),
    movements: fresh.map((event, index) => movementOf(event, known[from + index - 1])),
  }
}

const ownOf = ({ bookedAt, createdAt, kind, payoutDate }: LineEvent): string | null =>
  kind === "new" ? (bookedAt ?? createdAt) : kind === "paid_out" ? payoutDate : null

/** What is still to be paid out of it. */
export const unpaidOf = (event: LineEvent | undefined): bigint =>
  event?.state === "waiting" || event?.state === "scheduled" ? (minorOf(event.total) ?? 0n) : 0n

const movementOf = (event: LineEvent, previous: LineEvent | undefined): LineMovement => {
  const none = { currency: event.currency ?? "", created: 0n, changed: 0n, paidOut: 0n, gone: 0n }
  const more = unpaidOf(event) - unpaidOf(previous)
  switch (event.kind) {
    case "new":
    case "found_again":
      return { ...none, created: more }
    case "paid_out":
      return { ...none, paidOut: -more }
    case "gone":
      return { ...none, gone: -more }
    default:
      return { ...none, changed: more }
  }
}
