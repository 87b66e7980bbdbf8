/**
 * What the open portfolio of each creditor did since the run before: what was there, what came, what left it and how, and
 * what is there now. The bridge says the same without creditors, and names the cases that do not fit.
 */
import * as Money from "@amili-cases/core/Money"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Schema from "effect/Schema"
import type { OpenCase } from "../OpenCases.ts"

/** In the order in which they are added up; all but the first and last are movements. */
export const items = [
  "opening",
  "new",
  "paid",
  "credited",
  "lost",
  "returned",
  "moved",
  "undecided",
  "reopened",
  "changed",
  "unexplained",
  "closing",
] as const
export type MovementItem = (typeof items)[number]

export const Line = Schema.Struct({
  creditorId: Schema.String,
  creditor: Schema.String,
  currency: Schema.String,
  item: Schema.Literal(...items),
  count: Schema.Number,
  /** Decimal text, with the sign of the movement. */
  sum: Schema.String,
})
export type Line = typeof Line.Type

/** The cases that closed runs exported since the run before, against those that left the portfolio; per currency. */
export const Tie = Schema.Struct({
  currency: Schema.String,
  /** What closed runs exported: cases, and what was left of them when they were closed. */
  exported: Schema.Struct({ count: Schema.Number, remaining: Schema.String }),
  /** Of these, what was in the opening portfolio: with what it stood there. */
  left: Schema.Struct({ count: Schema.Number, opening: Schema.String, remaining: Schema.String }),
  /** Left the portfolio, and no closed run has exported it since. */
  notExported: Schema.Struct({ count: Schema.Number, opening: Schema.String }),
})
export type Tie = typeof Tie.Type

/** As it stands in the manifest. */
export const Movement = Schema.Struct({
  previousSerial: Schema.Number,
  previousAt: Schema.String,
  lines: Schema.Array(Line),
  /** Serial numbers of the closed runs since. */
  closedRuns: Schema.Array(Schema.Number),
  ties: Schema.Array(Tie),
})
export type Movement = typeof Movement.Type

/** The way in which a case of this class leaves the portfolio. */
const ways: Readonly<Record<SettlementClass.SettlementClass, MovementItem>> = {
  payout_expected: "paid",
  payout_with_residual: "paid",
  paid_direct: "paid",
  credit_or_cancel: "credited",
  loss: "lost",
  loss_to_confirm: "lost",
  returned: "returned",
  moved: "moved",
  unclassified: "undecided",
}

export const wayOf = (reason: string | undefined, classes: SettlementClass.Overrides): MovementItem =>
  ways[SettlementClass.of(reason, classes)]

type Owner = Pick<OpenCase, "creditor_id" | "creditor_name" | "currency">

/** Adds up the lines. */
export class Lines {
  private readonly sums = new Map<string, Omit<Line, "count" | "sum"> & { count: number; minor: bigint }>()

  readonly add = (item: MovementItem, of: Owner, count: number, amount: bigint): void => {
    const [creditorId, currency] = [of.creditor_id ?? "", of.currency ?? ""]
    const key = JSON.stringify([currency, creditorId, item])
    const sum = this.sums.get(key) ?? {
      creditorId,
      creditor: of.creditor_name ?? "",
      currency,
      item,
      count: 0,
      minor: 0n,
    }
    sum.count += count
    sum.minor += amount
    this.sums.set(key, sum)
  }

  lines(): ReadonlyArray<Line> {
    return [...this.sums]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { minor, ...line }]) => ({ ...line, sum: Money.formatMinor(minor) }))
  }
}
