/** A folded line on its way through the workspace, and as a row. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import * as Schema from "effect/Schema"
import { minorOf } from "../../cases/Facts.ts"
import { LineEvent } from "../../payouts/events/LineEvent.ts"
import { type FoldedLine, unpaidOf } from "../fold/foldLine.ts"
import type { Joined } from "../journal/Workspace.ts"
import { waiting } from "../judge/ageing.ts"
import { lineState, type Owner } from "../judge/lineState.ts"
import type { StandLine } from "../stand/rows.ts"
import type { LineState } from "../stand/states.ts"

const Kept = Schema.parseJson(
  Schema.Struct({
    now: LineEvent,
    hasMoved: Schema.Boolean,
    isWithdrawn: Schema.Boolean,
    isLate: Schema.Boolean,
    isOpening: Schema.Boolean,
  }),
)
export type Kept = typeof Kept.Type

const encodeEvent = Schema.encodeSync(LineEvent)
export const decodeKept = Schema.decodeSync(Kept)

export const encodeKept = ({ hasMoved, isLate, isWithdrawn, now }: FoldedLine, isOpening: boolean): string =>
  JSON.stringify({ now: encodeEvent(now), hasMoved, isWithdrawn, isLate, isOpening })

const owners: Readonly<Record<NonNullable<Joined["owner"]>, Owner>> = {
  exported: "known",
  closed: "known",
  open: "living",
  several: "several",
}

/** Whether a line belongs to the stand by itself: it moved in the month, or waits. */
export const isListed = ({ hasMoved, now }: Kept): boolean =>
  hasMoved || now.state === "waiting" || now.state === "scheduled"

export const stateOf = (kept: Kept, { owner }: Joined, isLiving: boolean): LineState =>
  lineState(kept, isLiving ? "living" : owner === null ? "none" : owners[owner], kept.isOpening)

export const standLine = (
  { now }: Kept,
  { case_id, matched_by }: Joined,
  state: LineState,
  candidates: ReadonlyArray<string>,
  lastDay: CalendarDay.CalendarDay,
): StandLine => {
  const isWaiting = unpaidOf(now) !== 0n
  const age = isWaiting ? waiting(now.bookedAt ?? now.createdAt, lastDay) : undefined
  return {
    lineId: now.lineId,
    caseId: case_id ?? now.caseId ?? undefined,
    matchedBy: matched_by !== null && case_id !== null ? matched_by : undefined,
    creditorId: now.creditorId ?? undefined,
    creditor: now.creditor ?? undefined,
    invoiceNumber: now.invoiceNumber ?? undefined,
    reference: now.reference ?? undefined,
    category: now.category ?? undefined,
    article: now.article ?? undefined,
    currency: now.currency ?? undefined,
    net: minorOf(now.net),
    vat: minorOf(now.vat),
    total: minorOf(now.total),
    bookedOn: dayOfIso(now.bookedAt ?? now.createdAt ?? undefined),
    payoutId: now.payoutId ?? undefined,
    payoutDate: dayOfIso(now.payoutDate ?? undefined),
    payoutReference: now.payoutReference ?? undefined,
    state,
    candidates,
    waitingDays: age?.waitingDays,
    bucket: age?.bucket,
  }
}
