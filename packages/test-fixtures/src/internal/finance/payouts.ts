/** Payouts: every Friday the lines of a creditor that wait are put together by category, and days later the money leaves. */
import * as Array from "effect/Array"
import { type Line, lineTotal, type Payout, type Remainder } from "../../finance/Event.ts"
import { type Oddity } from "../../finance/Oddity.ts"
import { type Creditor } from "../generate/caseColumns.ts"
import * as Afterwards from "./afterwards.ts"
import { bankDay, day, hour, week } from "./days.ts"
import { type World } from "./World.ts"

/** Smaller sums wait for more, for four weeks at most. */
const smallest = 100_00
const longestWait = 28 * day

/** Makes the payouts of a Friday. */
export const makeAll = (world: World): void => {
  const waiting = [...world.lines.values()].filter(({ payout, deleted }) => payout === undefined && !deleted)
  const byAccount = Array.groupBy(waiting, ({ creditor, currency }) => `${creditor.id.hex} ${currency}`)
  for (const lines of Object.values(byAccount)) ofAccount(world, lines)
}

const ofAccount = (world: World, lines: ReadonlyArray<Line>): void => {
  const [first] = lines
  if (first === undefined) return
  const { creditor, currency } = first
  const { random } = world
  const date = bankDay(world.now, random.below(4))
  const merged = world.strike("payout-merged")
  const groups = Object.values(Array.groupBy(lines, ({ category }) => (merged.length > 0 ? "all" : category)))
  const made: Array<string> = []
  const make = (category: string | undefined, parts: ReadonlyArray<Line>, oddities: ReadonlyArray<Oddity>): void => {
    made.push(makeOne(world, { creditor, currency, category, date }, parts, oddities))
  }
  for (const group of groups) {
    const [{ category }] = group
    const several = hasSeveral(group)
    const oddities = ready(world, group)
    if (oddities === undefined) continue
    const split = group.length > 1 ? world.strike("payout-split") : []
    const half = split.length > 0 ? Math.ceil(group.length / 2) : group.length
    const odd = [...oddities, ...split, ...(several ? merged : [])]
    make(several ? undefined : category, group.slice(0, half), odd)
    if (half < group.length) make(several ? undefined : category, group.slice(half), odd)
  }
  const empty = world.strike("payout-without-lines")
  if (empty.length > 0) make("capital", [], empty)
  if (made.length > 0) world.schedule(date + 7 * hour, () => Afterwards.transfer(world, made))
}

const hasSeveral = (lines: ReadonlyArray<Line>): boolean => new Set(lines.map(({ category }) => category)).size > 1

/** Whether lines may be paid out now, and what is odd about that; `undefined` while they wait. */
const ready = (world: World, lines: ReadonlyArray<Line>): ReadonlyArray<Oddity> | undefined => {
  const sum = lines.reduce((total, line) => total + lineTotal(line), 0)
  const oldest = Math.min(...lines.map(({ createdAt }) => createdAt))
  if (sum >= smallest || (sum > 0 && world.now - oldest > longestWait)) return []
  const negative = sum < 0 ? world.strike("payout-negative") : []
  return negative.length > 0 ? negative : undefined
}

interface Head {
  readonly creditor: Creditor
  readonly currency: string
  readonly category: string | undefined
  readonly date: number
}

const makeOne = (world: World, head: Head, lines: ReadonlyArray<Line>, oddities: ReadonlyArray<Oddity>): string => {
  const { random } = world
  const id = world.id(world.now)
  const odd = world.strike("payout-fee", "payout-one-ore-off", "payout-label")
  const [totals] = world.strike("payout-only-total", "payout-only-parts", "payout-without-total")
  const remainders: ReadonlyArray<Remainder> = [
    ...(lines.length === 0 ? [{ reason: "adjustment", amount: 50_00 + random.below(500_00) } as const] : []),
    ...(odd.includes("payout-fee") ? [{ reason: "fee", amount: -(5_00 + random.below(45_00)) } as const] : []),
    ...(odd.includes("payout-one-ore-off")
      ? [{ reason: "rounding", amount: random.chance(0.5) ? 1 : -1 } as const]
      : []),
  ]
  const day = new Date(head.date).toISOString().slice(0, 10).replaceAll("-", "")
  const payout: Payout = {
    ...head,
    id,
    oddities: [...oddities, ...odd, ...(totals === undefined ? [] : [totals])],
    createdAt: world.now,
    updatedAt: world.now,
    parts: lines.map(({ id: line, net, vat, article }) => ({ line, net, vat, article })),
    remainders,
    total: [...lines.map(lineTotal), ...remainders.map(({ amount }) => amount)].reduce((sum, one) => sum + one, 0),
    reference: odd.includes("payout-label")
      ? `Utbetalning vecka ${week(head.date)}`
      : `P${day}-${head.creditor.prefix}`,
    status: "scheduled",
    totals:
      totals === "payout-only-total"
        ? "total"
        : totals === "payout-only-parts"
          ? "parts"
          : totals === undefined
            ? "all"
            : "none",
  }
  world.record({ _tag: "Payout", what: "created", after: payout })
  for (const { id: line } of lines) {
    const before = world.lines.get(line)
    if (before !== undefined) world.record({ _tag: "Line", what: "scheduled", after: { ...before, payout: id } })
  }
  Afterwards.cascade(world, payout)
  Afterwards.takeBack(world, payout)
  return id
}
