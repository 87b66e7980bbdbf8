/** The first pass: every line as it stood at the end of the month, beside the cases that it may belong to. */
import { batchSize } from "@amili-cases/export-engine/database/statement"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { minorOf } from "../../cases/Facts.ts"
import { LineEvents } from "../../payouts/journal/LineEvents.ts"
import { type FoldedLine, foldLine } from "../fold/foldLine.ts"
import type { FoldedPayout } from "../fold/foldPayout.ts"
import { Workspace } from "../journal/Workspace.ts"
import type { LineSum } from "../judge/payoutState.ts"
import type { Request } from "./request.ts"
import { Sums } from "./Sums.ts"

export interface Lines {
  /** Unpaid lines of each currency, and what moved in the month. */
  readonly movements: Sums<"created" | "changed" | "paidOut" | "gone">
  /** Lines by the payout that they name. */
  readonly ofPayout: ReadonlyMap<string, LineSum>
  /** Of them, sums by article. */
  readonly articles: ReadonlyMap<string, ReadonlyMap<string, bigint>>
  /** Names of creditors by id. */
  readonly creditors: Map<string, string>
  readonly currencies: ReadonlyMap<string, number>
}

export const collect = (request: Request, payouts: ReadonlyMap<string, FoldedPayout>) =>
  Effect.gen(function* () {
    const { knowledge, month, opening, place } = request
    const workspace = yield* Workspace
    const movements = new Sums({ created: 0n, changed: 0n, paidOut: 0n, gone: 0n })
    const ofPayout = new Map<string, LineSum>()
    const articles = new Map<string, Map<string, bigint>>()
    const creditors = new Map<string, string>()
    const currencies = new Map<string, number>()

    /** Of a month in which the journal was cut over, what came before is its beginning. */
    const opened = opening !== undefined && opening > month.start && opening < month.end ? opening : month.start

    const addToPayout = ({ now }: FoldedLine) => {
      if (now.payoutId === null || now.state === "gone") return
      const payout = payouts.get(now.payoutId)?.now
      const { lines, sum, unsummed } = ofPayout.get(now.payoutId) ?? { lines: 0, sum: 0n, unsummed: 0 }
      const total = minorOf(now.total)
      const isSummed = total !== undefined && (payout === undefined || payout.currency === now.currency)
      const amount = isSummed ? total : 0n
      ofPayout.set(now.payoutId, { lines: lines + 1, sum: sum + amount, unsummed: unsummed + (isSummed ? 0 : 1) })
      const byArticle = articles.get(now.payoutId) ?? new Map<string, bigint>()
      articles.set(now.payoutId, byArticle.set(now.article ?? "", (byArticle.get(now.article ?? "") ?? 0n) + amount))
    }

    yield* (yield* LineEvents).whole(place.profile).pipe(
      // Batches of one size need one statement.
      Stream.rechunk(batchSize),
      Batches.forEach((all) => {
        const folded = all.flatMap((events) => {
          const line = foldLine(events, { ...month, start: opened }, knowledge.payouts)
          return line === undefined ? [] : [line]
        })
        for (const line of folded) {
          const { now } = line
          for (const { currency, ...amounts } of line.movements) movements.add("", currency, amounts)
          addToPayout(line)
          if (now.creditorId !== null && now.creditor !== null) creditors.set(now.creditorId, now.creditor)
          if (now.currency !== null) currencies.set(now.currency, (currencies.get(now.currency) ?? 0) + 1)
        }
        return workspace.add(
          place,
          folded
            .filter(({ hasMoved, now }) => now.state !== "gone" || hasMoved)
            .map((line) => ({ ...line, isOpening: opening !== undefined && isBefore(line, opening) })),
        )
      }),
    )
    const lines: Lines = { movements, ofPayout, articles, creditors, currencies }
    return lines
  })

const isBefore = ({ now }: FoldedLine, instant: string): boolean => (now.bookedAt ?? now.createdAt ?? instant) < instant
