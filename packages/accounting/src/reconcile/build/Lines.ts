/** What the lines of a stand come to: sums over all of them, each line added once. Memory grows with payouts alone. */
import { minorOf } from "../../cases/Facts.ts"
import type { FoldedLine } from "../fold/foldLine.ts"
import type { FoldedPayout } from "../fold/foldPayout.ts"
import { type LineSum, noLines } from "../judge/payoutState.ts"
import { Sums } from "./Sums.ts"

export class Lines {
  /** Unpaid lines of each currency, and what moved in the month. */
  readonly movements = new Sums({ created: 0n, changed: 0n, paidOut: 0n, gone: 0n })
  /** Lines by the payout that they name. */
  readonly ofPayout = new Map<string, LineSum>()
  /** Of them, sums by article. */
  readonly articles = new Map<string, Map<string, bigint>>()
  readonly currencies = new Map<string, number>()
  private readonly payouts: ReadonlyMap<string, FoldedPayout>

  constructor(payouts: ReadonlyMap<string, FoldedPayout>) {
    this.payouts = payouts
  }

  add(line: FoldedLine): void {
    const { currency } = line.now
    for (const { currency: moved, ...amounts } of line.movements) this.movements.add("", moved, amounts)
    this.addToPayout(line)
    if (currency !== null) this.currencies.set(currency, (this.currencies.get(currency) ?? 0) + 1)
  }

  private addToPayout({ now }: FoldedLine): void {
    if (now.payoutId === null || now.state === "gone") return
    const payout = this.payouts.get(now.payoutId)?.now
    const { lines, sum, unsummed } = this.ofPayout.get(now.payoutId) ?? noLines
    const total = minorOf(now.total)
    const isSummed = total !== undefined && (payout === undefined || payout.currency === now.currency)
    const amount = isSummed ? total : 0n
    this.ofPayout.set(now.payoutId, { lines: lines + 1, sum: sum + amount, unsummed: unsummed + (isSummed ? 0 : 1) })
    const byArticle = this.articles.get(now.payoutId) ?? new Map<string, bigint>()
    this.articles.set(now.payoutId, byArticle.set(now.article ?? "", (byArticle.get(now.article ?? "") ?? 0n) + amount))
  }
}
