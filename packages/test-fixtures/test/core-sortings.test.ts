import { layer } from "@effect/vitest"
import { Cases } from "@amili-cases/core/Cases"
import * as CaseSelection from "@amili-cases/core/CaseSelection"
import * as CaseSorting from "@amili-cases/core/CaseSorting"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Chunk, Effect, Option, Stream } from "effect"
import { describe, expect } from "vitest"

/** Every id of the table, page after page; each next page is asked for by the text that an address would keep. */
const walked = (sorting: CaseSorting.Sorting, pageSize: number) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const ids: Array<string> = []
    let anchor = CaseSorting.start
    for (;;) {
      const { rows } = yield* cases.page({
        filter: { where: CaseSelection.both([{ closed: null }, anchor.where]) },
        sort: sorting.paths,
        pageSize,
      })
      if (rows.length === 0) return ids
      ids.push(...rows.map(({ id }) => id))
      anchor = Option.getOrThrow(sorting.parse(sorting.after(rows, anchor).text))
    }
  })

const all = (where: Parameters<typeof CaseSelection.both>[0][number]) =>
  Effect.flatMap(Cases, (cases) => Stream.runCollect(cases.open({ where }))).pipe(Effect.map(Chunk.toReadonlyArray))

describe("a table of cases", () => {
  layer(Sandbox.layerLoopback({ cases: 150, oddities: 0.3, shuffleTies: true }))((it) => {
    it.effect.each(CaseSorting.all.map((sorting) => [sorting.name, sorting] as const))(
      "shows every case once, %s",
      ([, sorting]) =>
        Effect.gen(function* () {
          const expected = (yield* all({})).map(({ id }) => id)
          expect((yield* walked(sorting, 7)).toSorted()).toEqual(expected.toSorted())
        }),
    )

    it.effect("refuses the text of another order, and what somebody has typed into an address", () =>
      Effect.sync(() => {
        const id = "6867da7788b9226bb78d716c"
        const readable = Object.fromEntries(
          CaseSorting.all.map(({ key, parse }) => [
            key,
            ["", id, `${id}~12.50`, `${id}~x`, `2026-01-31T10:00:00.000Z~${id}`, `${id}x`, "x"].filter((text) =>
              Option.isSome(parse(text)),
            ),
          ]),
        )
        expect(readable).toEqual({
          newest: ["", id],
          oldest: ["", id],
          largest: ["", id, `${id}~12.50`],
          changed: ["", id, `2026-01-31T10:00:00.000Z~${id}`],
          invoice: ["", id, `${id}~12.50`, `${id}~x`],
        })
      }),
    )
  })
})

describe("a selection", () => {
  layer(Sandbox.layerLoopback({ cases: 200, now: "2026-01-31" }))((it) => {
    const today = CalendarDay.CalendarDay.make("2026-01-31")

    it.effect("counts ages in days of Stockholm, both ends included", () =>
      Effect.gen(function* () {
        const age = (created: Parameters<typeof CalendarDay.of>[0]) =>
          CalendarDay.daysBetween(CalendarDay.of(created), today)
        const everyone = yield* all({})
        const between = everyone.filter(({ createdAt }) => createdAt && age(createdAt) >= 30 && age(createdAt) <= 90)
        const found = yield* all(CaseSelection.filterOf({ minAge: 30, maxAge: 90 }, today))
        expect(found.map(({ id }) => id).toSorted()).toEqual(between.map(({ id }) => id).toSorted())
        expect(found.length).toBeGreaterThan(0)
      }),
    )

    it.effect("takes creditors by id and by name, and narrows nothing by an empty list", () =>
      Effect.gen(function* () {
        const everyone = yield* all({})
        const [first] = everyone
        const other = everyone.find(({ creditorId }) => creditorId !== first?.creditorId)
        const creditor = [String(first?.creditorId), String(other?.creditorName)]
        const expected = everyone.filter(({ creditorId, creditorName }) =>
          [String(creditorId), creditorName].some((one) => one !== undefined && creditor.includes(one)),
        )
        const found = yield* all(CaseSelection.filterOf({ creditor }, today))
        expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
        expect(yield* all(CaseSelection.filterOf({ creditor: [], state: [], min: undefined }, today))).toHaveLength(
          everyone.length,
        )
      }),
    )

    it.effect("finds closed cases by their day, their group and our class", () =>
      Effect.gen(function* () {
        const cases = yield* Cases
        const closed = Chunk.toReadonlyArray(yield* Stream.runCollect(cases.closed()))
        const count = (selection: CaseSelection.Selection) =>
          cases.count({
            where: CaseSelection.both([{ closed: { $ne: null } }, CaseSelection.filterOf(selection, today)]),
          })
        const reasons = closed.map((one) => one.closed?.reason)
        expect(yield* count({ outcome: ["paid"] })).toBe(
          reasons.filter((reason) => CloseReason.outcome(reason) === "paid").length,
        )
        expect(yield* count({ class: ["loss"] })).toBe(
          reasons.filter((reason) => reason === "bankruptcy" || reason === "debt_restructuring").length,
        )
        const from = CalendarDay.startOf(CalendarDay.addDays(today, -60))
        const until = CalendarDay.startOf(CalendarDay.addDays(today, -30))
        const within = closed.filter(
          (one) =>
            one.closed?.date &&
            one.closed.date.epochMillis >= from.epochMillis &&
            one.closed.date.epochMillis < until.epochMillis,
        )
        expect(within.length).toBeGreaterThan(0)
        expect(yield* count({ closedFrom: from, closedUntil: until })).toBe(within.length)
        const min = Option.getOrThrow(Money.parse("1000"))
        expect(yield* count({ min })).toBe(
          closed.filter(({ remainingCapital }) => remainingCapital && Money.toMinor(remainingCapital) >= 100_000n)
            .length,
        )
      }),
    )
  })
})
