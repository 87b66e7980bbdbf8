/** A line of a stand as a row. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import { minorOf } from "../../cases/Facts.ts"
import { unpaidOf } from "../fold/foldLine.ts"
import type { Joined, WorkLine } from "../journal/workspace/lines.ts"
import { waiting } from "../judge/ageing.ts"
import { lineState, type Owner } from "../judge/lineState.ts"
import type { StandLine } from "../stand/rows.ts"
import type { LineState } from "../stand/states.ts"

const owners: Readonly<Record<NonNullable<Joined["owner"]>, Owner>> = {
  exported: "known",
  closed: "known",
  open: "living",
  several: "several",
}

/** Whether a line belongs to the stand by itself: it moved in the month, or waits. */
export const isListed = ({ hasMoved, now }: WorkLine): boolean =>
  hasMoved || now.state === "waiting" || now.state === "scheduled"

export const stateOf = (line: Joined, isLiving: boolean): LineState =>
  lineState(line, isLiving ? "living" : line.owner === null ? "none" : owners[line.owner], line.isOpening)

export const standLine = (
  { caseId, matchedBy, now }: Joined,
  state: LineState,
  candidates: ReadonlyArray<string>,
  lastDay: CalendarDay.CalendarDay,
): StandLine => {
  const isWaiting = unpaidOf(now) !== 0n
  const age = isWaiting ? waiting(now.bookedAt ?? now.createdAt, lastDay) : undefined
  return {
    lineId: now.lineId,
    caseId: caseId ?? now.caseId ?? undefined,
    matchedBy: matchedBy !== null && caseId !== null ? matchedBy : undefined,
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
