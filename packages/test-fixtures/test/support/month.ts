import { Cases } from "@amili-cases/core/Cases"
import * as Timestamp from "@amili-cases/core/Timestamp"
import { type Engine } from "@amili-cases/test-fixtures/Engine"
import * as Dates from "@amili-cases/test-fixtures/Dates"
import * as Drift from "@amili-cases/test-fixtures/Drift"
import * as Ledger from "@amili-cases/test-fixtures/Ledger"
import type * as ManualClock from "@amili-cases/test-fixtures/ManualClock"
import * as Random from "@amili-cases/test-fixtures/Random"
import { Sandbox } from "@amili-cases/test-fixtures/Sandbox"
import { Clock, DateTime, Duration, Effect, Either, Stream } from "effect"
import * as Guide from "./guide.ts"

/** What a month of daily readings came to. */
export interface Tally {
  /** Cases that were open throughout a reading of the open list and are not in it. */
  readonly openMissed: number
  /** Rows of the open list that came more than once in one reading. */
  readonly openRepeated: number
  /** Cases that closed during the month and that no reading of closed cases ever reported. */
  readonly closedMissed: number
  /** Closings that were reported more than once. */
  readonly closedRepeated: number
}

export interface Month {
  readonly guide: Tally
  readonly core: Tally
  readonly requests: number
}

const day = 86_400_000
const size = 10
const rates: Drift.Rates = { events: 0.15, backDate: 5, kinds: Drift.kinds }
const openByGuide = '{"closed":{"$exists":false}}'
const openByCore = '{"closed":null}'

/** A month in which the guide's algorithms and core's walks read the same moving portfolio every morning. */
export const month = (seed: number, clock: ManualClock.ManualClock, days = 30) =>
  Effect.gen(function* () {
    const { engine } = yield* Sandbox
    const cases = yield* Cases
    const random = Random.make(seed, 77)
    const start = yield* Clock.currentTimeMillis
    const guide = {
      openMissed: 0,
      openRepeated: 0,
      seen: new Map<string, number>(),
      last: Dates.format(new Date(start)),
    }
    const core = { openMissed: 0, openRepeated: 0, seen: new Map<string, number>(), until: start }
    let lastRun = start
    for (let morning = 0; morning < days; morning++) {
      lastRun = yield* Clock.currentTimeMillis
      const now = () => lastRun
      const token = engine.tokens.issue(lastRun)

      const beforeGuide = engine.cases.version
      const guideOpen = Guide.open(engine, token, size, now).map(({ _id }) => _id)
      guide.openMissed += missing(engine, openByGuide, beforeGuide, guideOpen)
      guide.openRepeated += guideOpen.length - new Set(guideOpen).size
      const closed = Guide.closed(engine, token, guide.last, size, now)
      for (const { _id, closed: closing } of closed.rows) count(guide.seen, `${_id} ${closing?.close_date ?? ""}`)
      guide.last = closed.last

      const beforeCore = engine.cases.version
      const coreOpen = yield* ids(cases.open({}, { projection: [], pageSize: size }))
      core.openMissed += missing(engine, openByCore, beforeCore, coreOpen)
      core.openRepeated += coreOpen.length - new Set(coreOpen).size
      const until = lastRun - 60_000
      const window = { from: DateTime.unsafeMake(core.until - 7 * day), until: DateTime.unsafeMake(until) }
      const rows = yield* Stream.runCollect(cases.closed(window, { projection: ["closed"], pageSize: size }))
      const keys = [...rows].map(
        ({ id, closed }) => `${id} ${closed?.date === undefined ? "" : Timestamp.format(closed.date)}`,
      )
      // A journal drops what it holds already; within one reading nothing may come twice.
      for (const key of keys) if (!core.seen.has(key) || new Set(keys).size < keys.length) count(core.seen, key)
      core.until = until

      for (let hour = 0; hour < 8; hour++) {
        yield* clock.advance(Duration.millis(3 * 3_600_000 + random.below(600_000) - 300_000))
        Drift.drift(engine.cases, { ...rates, events: 1.5 }, random, yield* Clock.currentTimeMillis)
      }
    }
    const due = dueBy(engine, start, lastRun - 60_000)
    return {
      guide: tally(guide, due),
      core: tally(core, due),
      requests: engine.served.length,
    } satisfies Month
  })

const ids = <E>(rows: Stream.Stream<{ readonly id: string }, E>) =>
  Effect.map(Stream.runCollect(rows), (found) => [...found].map(({ id }) => id))

const count = (seen: Map<string, number>, key: string): void => void seen.set(key, (seen.get(key) ?? 0) + 1)

const missing = (engine: Engine, where: string, since: number, found: ReadonlyArray<string>): number => {
  const { throughout } = Either.getOrThrow(Ledger.matched(engine.cases, where, since))
  const read = new Set(found)
  return [...throughout].filter((id) => !read.has(id)).length
}

/** The ids of the cases whose present closing happened in the month, early enough for the last reading to see it. */
const dueBy = (engine: Engine, start: number, until: number): ReadonlyArray<string> => {
  const latest = new Map<string, Date>()
  for (const { id, before, after } of engine.cases.changes) {
    const [was, is] = [before, after].map((document) => JSON.stringify(document?.["closed"] ?? null))
    const updated = after?.["_updated"]
    if (was !== is && updated instanceof Date) latest.set(id, updated)
  }
  return [...latest].flatMap(([id, at]) => {
    const row = engine.cases.row(id)
    const closed = row === undefined ? undefined : engine.cases.document(row)?.["closed"]
    const isClosed = typeof closed === "object" && closed !== null && "close_date" in closed
    return isClosed && at.getTime() >= start && at.getTime() < until ? [id] : []
  })
}

const tally = (
  {
    openMissed,
    openRepeated,
    seen,
  }: { readonly openMissed: number; readonly openRepeated: number; readonly seen: ReadonlyMap<string, number> },
  due: ReadonlyArray<string>,
): Tally => {
  const reported = new Set([...seen.keys()].map((key) => key.slice(0, 24)))
  return {
    openMissed,
    openRepeated,
    closedMissed: due.filter((id) => !reported.has(id)).length,
    closedRepeated: [...seen.values()].reduce((sum, times) => sum + times - 1, 0),
  }
}
