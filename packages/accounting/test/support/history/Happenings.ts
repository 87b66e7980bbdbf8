/** What happens to a portfolio beyond `Drift`: ties, dates that come and go, reasons nobody knows, documents that break. */
import { isDocument, type Document } from "@amili-cases/test-fixtures/Document"
import * as Drift from "@amili-cases/test-fixtures/Drift"
import type { Engine } from "@amili-cases/test-fixtures/Engine"
import * as Portfolio from "@amili-cases/test-fixtures/Portfolio"
import type { Random } from "@amili-cases/test-fixtures/Random"
import { Either } from "effect"

const rates: Drift.Rates = { events: 1, backDate: 5, kinds: Drift.kinds }
const day = 86_400_000
const second = 1000

type Happening = (cases: Engine["cases"], random: Random, now: number) => void

/** Lets as many things happen as the rate says. */
export const happen = (engine: Engine, events: number, random: Random, now: number): void => {
  for (let due = events; due > 0 && random.chance(due); due--) {
    if (random.chance(0.7)) Drift.drift(engine.cases, rates, random, now)
    else random.pick(others)?.(engine.cases, random, now)
  }
}

/** A dozen new cases: most that a history began with are closed by its end. */
export const populate = (engine: Engine, random: Random, now: number): void => {
  for (let left = 12; left > 0; left--) {
    Drift.drift(engine.cases, { ...rates, kinds: { ...lively, close: 0, reopen: 0 } }, random, now)
  }
}

/** Something of everything that moves a case between two readings of the open portfolio. */
export const unsettle = (engine: Engine, random: Random, now: number): void => {
  const { cases } = engine
  for (let left = 12; left > 0; left--) Drift.drift(cases, { ...rates, kinds: lively }, random, now)
  for (const happening of unsettling) happening(cases, random, now)
  for (let left = 2; left > 0; left--) {
    const [id] = random.pick(documents(cases, open)) ?? []
    if (id !== undefined) cases.remove(id)
  }
}

/** Mends whatever cannot be read, as the people do who find it in the list of what needs a person. */
export const mend = (engine: Engine, now: number): void => {
  for (const [, document] of documents(engine.cases, {})) {
    if (document["total_remaining_capital_amount"] === broken) {
      engine.cases.put(Portfolio.change(document, new Date(now), { total_remaining_capital_amount: 1234.56 }))
    }
  }
}

const broken = "n/a"
const oddReasons = ["prescribed", "FULLY_PAID", "fully_paid_by_insurance"]

/** Ids and documents that match. */
export const documents = (
  cases: Engine["cases"],
  where: Document,
): ReadonlyArray<readonly [id: string, document: Document]> => {
  const found = cases.find(where, [])
  if (Either.isLeft(found)) return []
  return found.right.rows.flatMap((row) => {
    const document = cases.document(row)
    return document === undefined ? [] : [[cases.id(row), document] as const]
  })
}

const one = (cases: Engine["cases"], where: Document, random: Random): Document | undefined =>
  random.pick(documents(cases, where))?.[1]

const open: Document = { closed: null }
const closed: Document = { closed: { $ne: null } }

const closing =
  (date: (now: number, random: Random) => Date | null, reason?: string): Happening =>
  (cases, random, now) => {
    const document = one(cases, open, random)
    if (document === undefined) return
    const closing = { date: date(now, random), ...(reason === undefined ? {} : { reason }) }
    cases.put(Portfolio.close(document, new Date(now), closing))
  }

const changing =
  (where: Document, fields: (document: Document, now: number, random: Random) => Document | undefined): Happening =>
  (cases, random, now) => {
    const document = one(cases, where, random)
    const changes = document && fields(document, now, random)
    if (document !== undefined && changes !== undefined) {
      cases.put(Portfolio.change(document, new Date(now), changes))
    }
  }

const lively: Drift.Rates["kinds"] = { close: 1, backDate: 0, reopen: 2, insert: 3, delete: 0, amount: 0, redate: 0 }

const amount: Happening = changing(open, (_, __, random) => ({
  total_remaining_capital_amount: (random.below(2_000_000) - 1_000_000) / 100,
}))

const currency: Happening = changing(open, (document) => ({
  currency: document["currency"] === "SEK" ? "EUR" : "SEK",
}))

const unsettling: ReadonlyArray<Happening> = [
  amount,
  amount,
  amount,
  currency,
  currency,
  changing(open, () => ({ total_remaining_capital_amount: broken })),
]

const others: ReadonlyArray<Happening> = [
  // Several in one millisecond, on a whole second: the edge of a window.
  (cases, random, now) => {
    const at = new Date(Math.floor(now / second) * second)
    for (const [, document] of documents(cases, open).slice(0, 2 + random.below(4))) {
      cases.put(Portfolio.close(document, at, { reason: "recalled" }))
    }
  },
  // Two in one second, with milliseconds.
  (cases, random, now) => {
    for (const [, document] of documents(cases, open).slice(-2)) {
      const date = new Date(Math.floor(now / second) * second + random.below(second))
      cases.put(Portfolio.close(document, new Date(now), { date, reason: "credit" }))
    }
  },
  closing(() => null),
  closing((now) => new Date(now - 60 * second)),
  closing((now, random) => new Date(now + random.below(2 * 3600) * second)),
  closing((now, random) => new Date(now - (8 + random.below(80)) * day), "bankruptcy"),
  closing((now) => new Date(now - 7 * day)),
  (cases, random, now) => closing((at) => new Date(at), random.pick(oddReasons))(cases, random, now),
  changing({ "closed.close_date": null, closed: { $ne: null } }, (document, now) =>
    isDocument(document["closed"]) ? { closed: { ...document["closed"], close_date: new Date(now) } } : undefined,
  ),
  changing(closed, (document) => {
    const before = document["closed"]
    if (!isDocument(before)) return undefined
    const { close_date: _, ...undated } = before
    return { closed: undated }
  }),
  changing(closed, (document, _, random) => {
    const reason = random.pick(["fully_paid", "written_off", "deceased", "prescribed"]) ?? ""
    return isDocument(document["closed"]) ? { closed: { ...document["closed"], reason } } : undefined
  }),
  changing(closed, (document) => ({ currency: document["currency"] === "SEK" ? "EUR" : "SEK" })),
  changing({}, () => ({ status: "touched" })),
  changing({}, () => ({ total_remaining_capital_amount: broken })),
  (cases, _random, now) => {
    const found = documents(cases, { total_remaining_capital_amount: broken })[0]
    if (found !== undefined) {
      cases.put(Portfolio.change(found[1], new Date(now), { total_remaining_capital_amount: 77.77 }))
    }
  },
]
