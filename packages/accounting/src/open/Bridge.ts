/**
 * From the previous open portfolio to this one: what was there, plus what is new, minus what was closed, with what the
 * amounts have changed by, is what is there now. Every case that does not fit is named.
 */
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Order from "effect/Order"
import * as Stream from "effect/Stream"
import type { Bilingual } from "@amili-cases/sheets/Column"
import { gone, notAmongOpen, notBefore, notReadable } from "../cases/Details.ts"
import { Entries, type Entry } from "../closed/records/Entries.ts"
import { type OpenCase, OpenCases } from "./OpenCases.ts"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { minorOf } from "../cases/Facts.ts"
import { CaseReader, Wanted } from "../cases/CaseReader.ts"

/** The items of the bridge in the order in which they are added up; all but the first and last are movements. */
const items = ["opening", "new", "reopened", "closed", "revalued", "unexplained", "closing"] as const
export type Item = (typeof items)[number]

/** A line of the bridge, or a case that does not fit. `amount` in hundredths, with the sign of the movement. */
export interface Row {
  readonly item: Item
  readonly currency: string
  readonly count: number
  readonly amount: bigint
  readonly caseId?: string
  readonly detail?: Bilingual
}

export interface Bridge {
  readonly previous: number
  readonly rows: ReadonlyArray<Row>
  readonly unexplained: number
}

/** Undefined when there is no earlier run of the same creditors. The run's own cases are in the journal already. */
export const build = (run: Run) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const openCases = yield* OpenCases
    const previous = (yield* runs.history(run.profile, "open")).findLast(({ scope }) => scope === run.scope)
    if (previous === undefined) return undefined
    const sums = new Map<string, { item: Item; currency: string; count: number; amount: bigint }>()
    const add: Add = (item, currency, count, amount) => {
      const key = `${currency ?? ""} ${item}`
      const sum = sums.get(key) ?? { item, currency: currency ?? "", count: 0, amount: 0n }
      sums.set(key, { ...sum, count: sum.count + count, amount: sum.amount + amount })
    }
    const arrivals = gathered(500, (batch) => explainArrivals(run, previous, batch, add))
    const departures = gathered(100, (batch) => explainDepartures(run, batch, add))
    yield* pairs(openCases.all(previous), openCases.all(run)).pipe(
      Stream.runForEach(({ now, before }) =>
        Effect.suspend(() => {
          if (before !== undefined) add("opening", before.currency, 1, amountOf(before))
          if (now !== undefined) add("closing", now.currency, 1, amountOf(now))
          if (now === undefined) return before === undefined ? Effect.void : departures.add(before)
          if (before === undefined) return arrivals.add(now)
          revalue(before, now, add)
          return Effect.void
        }),
      ),
    )
    const misfits = [...(yield* arrivals.end), ...(yield* departures.end)]
    const lines = Array.fromIterable(sums.values()).toSorted(
      (a, b) => Order.string(a.currency, b.currency) || items.indexOf(a.item) - items.indexOf(b.item),
    )
    const bridge: Bridge = { previous: previous.serial, rows: [...lines, ...misfits], unexplained: misfits.length }
    return bridge
  })

type Add = (item: Item, currency: string | null, count: number, amount: bigint) => void

/** Each case of either portfolio, as it was and as it is now. Both come in order of id, and neither is held in memory. */
const pairs = <E, R>(previous: Stream.Stream<OpenCase, E, R>, current: Stream.Stream<OpenCase, E, R>) =>
  Stream.zipAllSortedByKeyWith(byId(previous), {
    other: byId(current),
    order: Order.string,
    onSelf: (before): Pair => ({ before, now: undefined }),
    onOther: (now): Pair => ({ before: undefined, now }),
    onBoth: (before, now): Pair => ({ before, now }),
  }).pipe(Stream.map(([, pair]) => pair))

interface Pair {
  readonly before: OpenCase | undefined
  readonly now: OpenCase | undefined
}

const byId = <E, R>(cases: Stream.Stream<OpenCase, E, R>) =>
  Stream.map(cases, (one): readonly [string, OpenCase] => [one.case_id, one])

const revalue = (before: OpenCase, now: OpenCase, add: Add): void => {
  if (before.currency !== now.currency) {
    add("revalued", before.currency, -1, -amountOf(before))
    add("revalued", now.currency, 1, amountOf(now))
  } else if (amountOf(before) !== amountOf(now)) add("revalued", now.currency, 0, amountOf(now) - amountOf(before))
}

/** Explains cases so many at a time; in the end, those that do not fit. */
const gathered = <E, R>(
  size: number,
  explain: (batch: ReadonlyArray<OpenCase>) => Effect.Effect<ReadonlyArray<Row>, E, R>,
) => {
  let waiting: Array<OpenCase> = []
  const misfits: Array<Row> = []
  const flush = Effect.suspend(() => {
    const batch = waiting
    waiting = []
    return Effect.map(explain(batch), (found) => void misfits.push(...found))
  })
  return {
    add: (one: OpenCase) => Effect.suspend(() => (waiting.push(one) < size ? Effect.void : flush)),
    end: Effect.as(flush, misfits),
  }
}

/** New since the previous run, or reopened after it was exported as closed. */
const explainArrivals = (run: Run, previous: Run, arrived: ReadonlyArray<OpenCase>, add: Add) =>
  Effect.map(knownOf(run, arrived), (known) =>
    arrived.flatMap((one) => {
      const isNew = one.created_at !== null && one.created_at >= previous.started_at
      const isReopened = known.has(one.case_id)
      add(isNew ? "new" : isReopened ? "reopened" : "unexplained", one.currency, 1, amountOf(one))
      return isNew || isReopened ? [] : [misfit(one, 1, notBefore(previous.serial))]
    }),
  )

/** Closed since the previous run: by the journal, or else by the API, which is asked about the others. */
const explainDepartures = (run: Run, departed: ReadonlyArray<OpenCase>, add: Add) =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const known = yield* knownOf(run, departed)
    const ids = departed.map(({ case_id }) => case_id).filter((id) => !isClosed(known.get(id)))
    const found = new Map<string, "closed" | "open" | "unreadable">()
    if (ids.length > 0) {
      yield* Stream.runForEach(reader.walk(Wanted.Ids({ ids }), { creditors: [], debtors: false }), (document) =>
        Effect.sync(() => {
          if (document._tag === "Decoded") {
            found.set(document.value.id, document.value.closed === undefined ? "open" : "closed")
            // Whether it is closed is not known: it is in the quarantine, and no closing until it can be read.
          } else if (document.id !== undefined) found.set(document.id, "unreadable")
        }),
      )
    }
    return departed.flatMap((one) => {
      const state = isClosed(known.get(one.case_id)) ? "closed" : found.get(one.case_id)
      add(state === "closed" ? "closed" : "unexplained", one.currency, -1, -amountOf(one))
      if (state === "closed") return []
      return [misfit(one, -1, state === undefined ? gone : state === "open" ? notAmongOpen : notReadable)]
    })
  })

const knownOf = (run: Run, cases: ReadonlyArray<OpenCase>) =>
  Effect.flatMap(Entries, (entries) =>
    entries.latest(
      run.profile,
      cases.map(({ case_id }) => case_id),
    ),
  )

const isClosed = (entry: Entry | undefined) => entry !== undefined && entry.kind !== "reopened"

const amountOf = ({ amount }: OpenCase): bigint => minorOf(amount) ?? 0n

const misfit = (one: OpenCase, sign: 1 | -1, detail: Bilingual): Row => ({
  item: "unexplained",
  currency: one.currency ?? "",
  count: sign,
  amount: BigInt(sign) * amountOf(one),
  caseId: one.case_id,
  detail,
})
