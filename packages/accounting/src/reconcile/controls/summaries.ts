/** What payouts say of themselves by article, against their lines. The form of it is not documented: this one is known. */
import * as Money from "@amili-cases/core/Money"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { ByCurrency } from "../journal/ControlSums.ts"
import type { Difference } from "../stand/rows.ts"
import { isFallen } from "../build/arrivals.ts"
import { ofSummary } from "../build/differences.ts"
import type { Lines } from "../build/Lines.ts"
import type { BuiltPayout } from "../build/payouts.ts"

const Amount = Schema.Union(Schema.Number, Schema.String)
const Summary = Schema.parseJson(Schema.Array(Schema.Struct({ article: Schema.String, total_amount: Amount })))
const decode = Schema.decodeUnknownEither(Summary)

export interface Summarised {
  /** Currencies of the payouts whose summary could be read, by id. */
  readonly readable: ReadonlyMap<string, string>
  readonly said: ByCurrency
  /** What the summaries have more, article by article. */
  readonly differences: ByCurrency
  /** Of payouts that belong to the month. */
  readonly rows: ReadonlyArray<Difference>
}

export const compare = (payouts: ReadonlyArray<BuiltPayout>, { articles }: Pick<Lines, "articles">): Summarised => {
  const [said, differences] = [new Map<string, bigint>(), new Map<string, bigint>()]
  const readable = new Map<string, string>()
  const rows: Array<Difference> = []
  for (const { event, isListed, row } of payouts) {
    const own = isFallen(event) ? undefined : byArticle(event.summary)
    if (own === undefined) continue
    const ofLines = articles.get(event.payoutId) ?? new Map<string, bigint>()
    const currency = row.currency ?? ""
    readable.set(event.payoutId, currency)
    const add = (sums: Map<string, bigint>, amount: bigint) => sums.set(currency, (sums.get(currency) ?? 0n) + amount)
    for (const article of new Set([...own.keys(), ...ofLines.keys()])) {
      const [left, right] = [ofLines.get(article) ?? 0n, own.get(article) ?? 0n]
      add(said, right)
      add(differences, right - left)
      if (left !== right && isListed) rows.push(ofSummary(row, article, right - left))
    }
  }
  return { readable, said, differences, rows }
}

/** Undefined where it is in another form, or holds an amount that is none. */
const byArticle = (summary: string | null): ReadonlyMap<string, bigint> | undefined => {
  const parts = Either.getOrUndefined(decode(summary))
  if (parts === undefined) return undefined
  const sums = new Map<string, bigint>()
  for (const { article, total_amount: total } of parts) {
    const amount = Option.getOrUndefined(Money.parse(String(total)))
    if (amount === undefined) return undefined
    sums.set(article, (sums.get(article) ?? 0n) + Money.toMinor(amount))
  }
  return sums
}
