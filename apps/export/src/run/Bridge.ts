/**
 * From the previous open portfolio to this one: what was there, plus what is new, minus what was closed, with what the
 * amounts have changed by, is what is there now. Every case that does not fit is named.
 */
import * as Money from "@amili-cases/core/Money"
import { Array, Effect, Stream } from "effect"
import type { Column, Dataset } from "../format/Column.ts"
import { Entries, type Entry } from "../journal/Entries.ts"
import { type OpenCase, OpenCases } from "../journal/OpenCases.ts"
import { type Run, Runs } from "../journal/Runs.ts"
import { minorOf } from "./Facts.ts"
import { Reading, Wanted } from "./Reading.ts"

/** The items of the bridge in the order in which they are added up; all but the first and last are movements. */
const items = ["opening", "new", "reopened", "closed", "revalued", "unexplained", "closing"] as const
type Item = (typeof items)[number]

/** A line of the bridge, or a case that does not fit. `amount` in hundredths, with the sign of the movement. */
export interface Row {
  readonly item: Item
  readonly currency: string
  readonly count: number
  readonly amount: bigint
  readonly caseId?: string
  readonly detail?: string
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
    const before = yield* casesOf(openCases.all(previous))
    const sums = new Map<string, { item: Item; currency: string; count: number; amount: bigint }>()
    const add = (item: Item, currency: string | null, count: number, amount: bigint) => {
      const key = `${currency ?? ""} ${item}`
      const sum = sums.get(key) ?? { item, currency: currency ?? "", count: 0, amount: 0n }
      sums.set(key, { ...sum, count: sum.count + count, amount: sum.amount + amount })
    }
    for (const one of before.values()) add("opening", one.currency, 1, amountOf(one))

    const arrived: Array<OpenCase> = []
    yield* Stream.runForEach(openCases.all(run), (now) =>
      Effect.sync(() => {
        add("closing", now.currency, 1, amountOf(now))
        const then = before.get(now.case_id)
        before.delete(now.case_id)
        if (then === undefined) arrived.push(now)
        else if (then.currency !== now.currency) {
          add("revalued", then.currency, -1, -amountOf(then))
          add("revalued", now.currency, 1, amountOf(now))
        } else if (amountOf(then) !== amountOf(now)) add("revalued", now.currency, 0, amountOf(now) - amountOf(then))
      }),
    )
    const misfits = [
      ...(yield* explainArrivals(run, previous, arrived, add)),
      ...(yield* explainDepartures(run, Array.fromIterable(before.values()), add)),
    ]
    const lines = Array.fromIterable(sums.values()).toSorted(
      (a, b) => a.currency.localeCompare(b.currency) || items.indexOf(a.item) - items.indexOf(b.item),
    )
    const bridge: Bridge = { previous: previous.serial, rows: [...lines, ...misfits], unexplained: misfits.length }
    return bridge
  })

type Add = (item: Item, currency: string | null, count: number, amount: bigint) => void

/** New since the previous run, or reopened after it was exported as closed. */
const explainArrivals = (run: Run, previous: Run, arrived: ReadonlyArray<OpenCase>, add: Add) =>
  Effect.gen(function* () {
    const misfits: Array<Row> = []
    for (const batch of Array.chunksOf(arrived, 500)) {
      const known = yield* (yield* Entries).latest(
        run.profile,
        batch.map(({ case_id }) => case_id),
      )
      for (const one of batch) {
        if (one.created_at !== null && one.created_at >= previous.started_at) add("new", one.currency, 1, amountOf(one))
        else if (known.has(one.case_id)) add("reopened", one.currency, 1, amountOf(one))
        else {
          add("unexplained", one.currency, 1, amountOf(one))
          misfits.push(misfit(one, 1, `open, registered before run ${previous.serial}, and not in it`))
        }
      }
    }
    return misfits
  })

/** Closed since the previous run: by the journal, or else by the API, which is asked about the others one batch at a time. */
const explainDepartures = (run: Run, departed: ReadonlyArray<OpenCase>, add: Add) =>
  Effect.gen(function* () {
    const reading = yield* Reading
    const misfits: Array<Row> = []
    for (const batch of Array.chunksOf(departed, 100)) {
      const known = yield* (yield* Entries).latest(
        run.profile,
        batch.map(({ case_id }) => case_id),
      )
      const unknown = batch.filter(({ case_id }) => !isClosed(known.get(case_id)))
      const found = new Map<string, boolean>()
      if (unknown.length > 0) {
        const ids = unknown.map(({ case_id }) => case_id)
        yield* Stream.runForEach(reading.walk(Wanted.Ids({ ids }), { creditors: [], debtors: false }), (document) =>
          Effect.sync(() => {
            if (document._tag === "Decoded") found.set(document.value.id, document.value.closed !== undefined)
            else if (document.id !== undefined) found.set(document.id, true)
          }),
        )
      }
      for (const one of batch) {
        if (isClosed(known.get(one.case_id)) || found.get(one.case_id) === true) {
          add("closed", one.currency, -1, -amountOf(one))
          continue
        }
        add("unexplained", one.currency, -1, -amountOf(one))
        const why = found.has(one.case_id) ? "open, and yet not among the open cases" : "the API has no such case now"
        misfits.push(misfit(one, -1, why))
      }
    }
    return misfits
  })

const isClosed = (entry: Entry | undefined) => entry !== undefined && entry.kind !== "reopened"

const casesOf = <E, R>(cases: Stream.Stream<OpenCase, E, R>) =>
  Stream.runFold(cases, new Map<string, OpenCase>(), (all, one) => all.set(one.case_id, one))

const amountOf = ({ amount }: OpenCase): bigint => minorOf(amount) ?? 0n

const misfit = (one: OpenCase, sign: 1 | -1, detail: string): Row => ({
  item: "unexplained",
  currency: one.currency ?? "",
  count: sign,
  amount: BigInt(sign) * amountOf(one),
  caseId: one.case_id,
  detail,
})

const words: Readonly<Record<Item, string>> = {
  opening: "previous open portfolio",
  new: "new cases",
  reopened: "closed before, open again",
  closed: "closed",
  revalued: "changes of the amounts",
  unexplained: "does not fit",
  closing: "this open portfolio",
}

/** How the manifest tells the bridge: the lines without the single cases. */
export const summary = (bridge: Bridge) =>
  bridge.rows
    .filter(({ caseId }) => caseId === undefined)
    .map(({ amount, count, currency, item }) => ({ item, currency, count, sum: Money.formatMinor(amount) }))

const columns: ReadonlyArray<Column<Row>> = [
  {
    key: "item",
    kind: "enum",
    header: { sv: "Post", en: "Item" },
    about: "What the line adds or takes away",
    width: 16,
    value: (row) => row.item,
  },
  {
    key: "meaning",
    kind: "text",
    header: { sv: "Innebörd", en: "Meaning" },
    about: "The item in words; for a single case, what does not fit",
    width: 40,
    value: (row) => row.detail ?? words[row.item],
  },
  {
    key: "currency",
    kind: "enum",
    header: { sv: "Valuta", en: "Currency" },
    about: "Currency",
    width: 8,
    value: (row) => row.currency,
  },
  {
    key: "count",
    kind: "integer",
    header: { sv: "Antal", en: "Count" },
    about: "Number of cases, with the sign of the movement",
    width: 10,
    value: (row) => row.count,
  },
  {
    key: "amount",
    kind: "money",
    header: { sv: "Belopp", en: "Amount" },
    about: "Remaining capital, with the sign of the movement",
    width: 18,
    value: (row) => row.amount,
  },
  {
    key: "case_id",
    kind: "id",
    header: { sv: "Ärende-id", en: "Case id" },
    about: "The case that does not fit",
    width: 27,
    value: (row) => row.caseId,
  },
]

export const table: Dataset<Row> = {
  name: "bridge",
  columns,
  currency: (row) => row.currency,
  amount: (row) => row.amount,
}
