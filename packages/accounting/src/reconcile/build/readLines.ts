/** Lines of the journal as they stood at the end of the month. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { minorOf } from "../../cases/Facts.ts"
import type { LineEvent } from "../../payouts/events/LineEvent.ts"
import { LineEvents } from "../../payouts/journal/LineEvents.ts"
import { type FoldedLine, foldLine } from "../fold/foldLine.ts"
import type { FoldedPayout } from "../fold/foldPayout.ts"
import { Workspace } from "../journal/Workspace.ts"
import type { Joined, WorkLine } from "../journal/workspace/lines.ts"
import { Lines } from "./Lines.ts"
import type { Request } from "./request.ts"

const foldAll = (
  { knowledge, month, opening }: Request,
  all: ReadonlyArray<ReadonlyArray<LineEvent>>,
): ReadonlyArray<FoldedLine> => {
  /** Of a month in which the journal was cut over, what came before is its beginning. */
  const opened = opening !== undefined && opening > month.start && opening < month.end ? opening : month.start
  return all.flatMap((events) => foldLine(events, { ...month, start: opened }, knowledge.payouts) ?? [])
}

/** Lines that are gone count only in the month in which they went. */
const isThere = ({ hasMoved, now }: FoldedLine): boolean => now.state !== "gone" || hasMoved

const workLine = (line: FoldedLine, { opening }: Request): WorkLine => ({
  ...line,
  isOpening: opening !== undefined && (line.now.bookedAt ?? line.now.createdAt ?? opening) < opening,
})

/** Keeps the lines that name no exported case for those that may find one by their numbers. */
export const keepUnnamed = (request: Request, lines: Lines) =>
  Effect.gen(function* () {
    const { place } = request
    const workspace = yield* Workspace
    yield* Stream.runForEach((yield* LineEvents).withoutEntry(place.profile, place.closedThrough), (all) =>
      Effect.gen(function* () {
        const folded = foldAll(request, all)
        const exported = yield* workspace.exportedAmong(
          place,
          folded.flatMap(({ now }) => now.caseId ?? []),
        )
        const unnamed = folded.filter(({ now }) => now.caseId === null || !exported.has(now.caseId))
        for (const line of unnamed) lines.add(line)
        yield* workspace.add(
          place,
          unnamed.filter(isThere).map((line) => workLine(line, request)),
        )
      }),
    )
  })

/** Lines that name a case with an id after the one and up to the other, for which `isExported` holds; in order of id. */
export const named = (
  request: Request,
  lines: Lines,
  range: { readonly after: string; readonly upTo: string },
  isExported: (caseId: string) => boolean,
): Effect.Effect<ReadonlyArray<Joined>, JournalError, LineEvents> =>
  Effect.gen(function* () {
    const all = yield* (yield* LineEvents).ofCases(request.place.profile, range.after, range.upTo)
    return foldAll(request, all).flatMap((line): ReadonlyArray<Joined> => {
      const { caseId } = line.now
      if (caseId === null || !isExported(caseId)) return []
      lines.add(line)
      return isThere(line) ? [{ ...workLine(line, request), caseId, matchedBy: "case", owner: "exported" }] : []
    })
  })

/** What the lines come to of payouts for which the API gives no total. */
export const ofUntotalled = (request: Request, payouts: ReadonlyMap<string, FoldedPayout>) =>
  Effect.gen(function* () {
    const events = yield* LineEvents
    const untotalled = [...payouts.values()].flatMap(({ last }) =>
      minorOf(last.total) === undefined ? [last.payoutId] : [],
    )
    const sums = new Lines(payouts)
    for (const some of Array.chunksOf(untotalled, payoutsAtOnce)) {
      const wanted = new Set(some)
      const all = yield* events.everOfPayouts(request.place.profile, some)
      for (const line of foldAll(request, all)) if (wanted.has(line.now.payoutId ?? "")) sums.add(line)
    }
    return sums
  })

/** Their lines are in memory together. */
const payoutsAtOnce = 20
