/**
 * From the previous open portfolio to this one: what was there, plus what is new, minus what was closed, with what the
 * amounts have changed by, is what is there now. Every case that does not fit is named.
 */
import type { Overrides } from "@amili-cases/core/SettlementClass"
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
import { Lines, type Movement, type MovementItem, wayOf } from "./movement/Movement.ts"
import { classesOf, closedRunsSince, Ties } from "./movement/ties.ts"
import { gathered, pairs } from "./movement/pairs.ts"
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
  readonly movement: Movement
}

/** Undefined when there is no earlier run of the same creditors. The run's own cases are in the journal already. */
export const build = (run: Run) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const openCases = yield* OpenCases
    const previous = (yield* runs.history(run.profile, "open")).findLast(({ scope }) => scope === run.scope)
    if (previous === undefined) return undefined
    const classes = yield* classesOf(run.profile)
    const sums = new Map<string, { item: Item; currency: string; count: number; amount: bigint }>()
    const perCreditor = new Lines()
    const add: Add = (item, of, count, amount, way = item === "closed" ? "undecided" : wayOfItem[item]) => {
      const currency = of.currency ?? ""
      const key = `${currency} ${item}`
      const sum = sums.get(key) ?? { item, currency, count: 0, amount: 0n }
      sums.set(key, { ...sum, count: sum.count + count, amount: sum.amount + amount })
      perCreditor.add(way, of, count, amount)
    }
    const closedRuns = yield* closedRunsSince(previous, run)
    const ties = new Ties(run, closedRuns)
    const arrivals = gathered(500, (batch) => explainArrivals(run, previous, batch, add))
    const departures = gathered(100, (batch) => explainDepartures(run, batch, add, classes, ties))
    yield* pairs(openCases.all(previous), openCases.all(run)).pipe(
      Stream.runForEach(({ now, before }) =>
        Effect.suspend(() => {
          // A portfolio from before creditors were kept has those of the cases that are still there.
          if (before !== undefined) add("opening", ownedAs(before, now), 1, amountOf(before))
          if (now !== undefined) add("closing", now, 1, amountOf(now))
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
    const movement: Movement = {
      previousSerial: previous.serial,
      previousAt: previous.started_at,
      lines: perCreditor.lines(),
      closedRuns: closedRuns.map(({ serial }) => serial),
      ties: yield* ties.end,
    }
    const bridge: Bridge = {
      previous: previous.serial,
      rows: [...lines, ...misfits],
      unexplained: misfits.length,
      movement,
    }
    return bridge
  })

type Owned = Pick<OpenCase, "creditor_id" | "creditor_name" | "currency">
type Add = (item: Item, of: Owned, count: number, amount: bigint, way?: MovementItem) => void

const wayOfItem: Readonly<Record<Exclude<Item, "closed">, MovementItem>> = {
  opening: "opening",
  new: "new",
  reopened: "reopened",
  revalued: "changed",
  unexplained: "unexplained",
  closing: "closing",
}

const ownedAs = (before: OpenCase, now: OpenCase | undefined): Owned =>
  now === undefined || before.creditor_id !== null
    ? before
    : { ...before, creditor_id: now.creditor_id, creditor_name: now.creditor_name }

const revalue = (before: OpenCase, now: OpenCase, add: Add): void => {
  if (before.currency !== now.currency) {
    add("revalued", ownedAs(before, now), -1, -amountOf(before))
    add("revalued", now, 1, amountOf(now))
  } else if (amountOf(before) !== amountOf(now)) add("revalued", now, 0, amountOf(now) - amountOf(before))
}

/** New since the previous run, or reopened after it was exported as closed. */
const explainArrivals = (run: Run, previous: Run, arrived: ReadonlyArray<OpenCase>, add: Add) =>
  Effect.map(knownOf(run, arrived), (known) =>
    arrived.flatMap((one) => {
      const isNew = one.created_at !== null && one.created_at >= previous.started_at
      const isReopened = known.has(one.case_id)
      add(isNew ? "new" : isReopened ? "reopened" : "unexplained", one, 1, amountOf(one))
      return isNew || isReopened ? [] : [misfit(one, 1, notBefore(previous.serial))]
    }),
  )

/** Closed since the previous run: by the journal, or else by the API, which is asked about the others. */
const explainDepartures = (run: Run, departed: ReadonlyArray<OpenCase>, add: Add, classes: Overrides, ties: Ties) =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const known = yield* knownOf(run, departed)
    const ids = departed.map(({ case_id }) => case_id).filter((id) => !isClosed(known.get(id)))
    const found = new Map<string, "closed" | "open" | "unreadable">()
    const reasons = new Map<string, string | undefined>()
    if (ids.length > 0) {
      yield* Stream.runForEach(reader.walk(Wanted.Ids({ ids }), { creditors: [], debtors: false }), (document) =>
        Effect.sync(() => {
          if (document._tag === "Decoded") {
            const { closed, id } = document.value
            found.set(id, closed === undefined ? "open" : "closed")
            if (closed !== undefined) reasons.set(id, closed.reason)
            // Whether it is closed is not known: it is in the quarantine, and no closing until it can be read.
          } else if (document.id !== undefined) found.set(document.id, "unreadable")
        }),
      )
    }
    return departed.flatMap((one) => {
      const state = isClosed(known.get(one.case_id)) ? "closed" : found.get(one.case_id)
      if (state === "closed") {
        const entry = known.get(one.case_id)
        const reason = isClosed(entry) ? entry?.reason : reasons.get(one.case_id)
        add("closed", one, -1, -amountOf(one), wayOf(reason, classes))
        ties.left(one.currency ?? "", amountOf(one), isClosed(entry) ? entry : undefined)
        return []
      }
      add("unexplained", one, -1, -amountOf(one))
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
