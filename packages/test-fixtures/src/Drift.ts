/** A portfolio that moves between requests: closings, some back-dated, reopenings, insertions, deletions, other amounts. */
import * as Either from "effect/Either"
import { type Change, type Collection } from "./internal/eve/Collection.ts"
import { isDocument } from "./Document.ts"
import * as Portfolio from "./Portfolio.ts"
import { type Random } from "./Random.ts"

/** How much happens to the cases while they are read, and what. */
export interface Rates {
  /** Events before each request, on average. */
  readonly events: number
  /** Days that a closing may be dated back, at most. */
  readonly backDate: number
  /** Shares of the kinds of event; they need not add up to 1. */
  readonly kinds: Readonly<Record<Kind, number>>
}

/**
 * What can happen to a case: `backDate` closes it with a date in the past, `redate` moves the close date of a closed
 * one.
 */
export type Kind = "close" | "backDate" | "reopen" | "insert" | "delete" | "amount" | "redate"

/** The shares of the kinds of event unless a test sets its own. */
export const kinds: Readonly<Record<Kind, number>> = {
  close: 0.4,
  backDate: 0.12,
  reopen: 0.12,
  insert: 0.16,
  delete: 0.04,
  amount: 0.1,
  redate: 0.06,
}

const reasons = [
  "fully_paid",
  "fully_paid_before_reminder",
  "recalled",
  "written_off",
  "credit",
  "bankruptcy",
  "capital_paid_to_creditor",
]
const day = 86_400_000

/** Lets things happen to a collection of cases; the same random numbers make the same history. */
export const drift = (cases: Collection, rates: Rates, random: Random, now: number): ReadonlyArray<Change> => {
  const happened: Array<Change> = []
  let due = Math.floor(rates.events) + (random.chance(rates.events % 1) ? 1 : 0)
  for (; due > 0; due--) {
    const change = happen(cases, draw(rates.kinds, random), rates, random, now)
    if (change !== undefined) happened.push(change)
  }
  return happened
}

const draw = (shares: Readonly<Record<Kind, number>>, random: Random): Kind => {
  let point = random.next() * Object.values(shares).reduce((sum, share) => sum + share, 0)
  for (const kind of allKinds) if ((point -= shares[kind]) < 0) return kind
  return "close"
}

const allKinds: ReadonlyArray<Kind> = ["close", "backDate", "reopen", "insert", "delete", "amount", "redate"]

/** Lets one thing happen; `undefined` when there is nothing that it could happen to. */
export const happen = (
  cases: Collection,
  kind: Kind,
  rates: Rates,
  random: Random,
  now: number,
): Change | undefined => {
  const closed = kind === "reopen" || kind === "redate"
  const found = closed
    ? cases.find({ closed: { $ne: null } }, [])
    : kind === "delete" || kind === "insert" || kind === "amount"
      ? cases.find({}, [])
      : cases.find({ closed: null }, [])
  const row = Either.isRight(found) ? random.pick(found.right.rows) : undefined
  const document = row === undefined ? undefined : cases.document(row)
  if (row === undefined || document === undefined) return undefined
  const at = new Date(now)
  const back = () => new Date(now - Math.floor(random.next() * rates.backDate * day))
  switch (kind) {
    case "close":
      return cases.put(Portfolio.close(document, at, { reason: random.pick(reasons) }))
    case "backDate":
      return cases.put(Portfolio.close(document, at, { date: back(), reason: random.pick(reasons) }))
    case "reopen":
      return cases.put(Portfolio.reopen(document, at, random.chance(0.3)))
    case "redate": {
      const before = document["closed"]
      return isDocument(before)
        ? cases.put(Portfolio.change(document, at, { closed: { ...before, close_date: back() } }))
        : undefined
    }
    case "amount":
      return cases.put(
        Portfolio.change(document, at, { total_remaining_capital_amount: Math.floor(random.next() * 1_000_000) / 100 }),
      )
    case "insert": {
      // Some cases come from another system, with ids made long ago.
      const born = random.chance(0.3) ? now - random.below(700) * day : now
      const id =
        Math.floor(born / 1000)
          .toString(16)
          .padStart(8, "0") + random.hex(16)
      return cases.put(Portfolio.like(document, at, id))
    }
    case "delete":
      return cases.remove(cases.id(row))
  }
}
