import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { LineEvent, LineFacts } from "@amili-cases/accounting/payouts/events/LineEvent"
import { lineEvents, type LineStep } from "@amili-cases/accounting/payouts/events/lineEvents"
import { reversalOf } from "@amili-cases/accounting/payouts/events/reversal"
import { describe, expect, it } from "@effect/vitest"
import { Option } from "effect"

const today = Option.getOrThrow(CalendarDay.parse("2026-03-11"))

const waiting: LineFacts = {
  caseId: "c1",
  creditorId: "k1",
  creditor: "Elverket",
  invoiceNumber: "I-1",
  reference: "100",
  category: "capital",
  article: "capital",
  currency: "SEK",
  net: "80.00",
  vat: "20.00",
  total: "100.00",
  bookedAt: "2026-03-02T10:00:00.000Z",
  createdAt: "2026-03-02T10:00:00.000Z",
  payoutId: null,
  payoutDate: null,
  payoutReference: null,
}
const paidOn = (day: string, payoutId = "p1"): LineFacts => ({
  ...waiting,
  payoutId,
  payoutDate: `${day}T00:00:00.000Z`,
  payoutReference: "P",
})

const eventOf = (step: Pick<LineStep, "facts" | "kind" | "state">, lineId = "l1"): LineEvent => ({
  ...step.facts,
  lineId,
  revision: 0,
  serial: 1,
  seq: 1,
  kind: step.kind,
  state: step.state,
  corrects: null,
  reversedBy: null,
})
const held = (facts: LineFacts, state: LineEvent["state"]) => eventOf({ facts, kind: "new", state })

const said = (facts: LineFacts, previous: LineEvent | undefined, payoutFell = false) =>
  lineEvents(facts, previous, { today, payoutFell }).map(({ kind, state }) => `${kind} ${state}`)

describe("a line", () => {
  it.each([
    ["that is seen first", waiting, undefined, ["new waiting"]],
    ["that is seen first when it has been paid out", paidOn("2026-03-10"), undefined, ["new waiting", "paid_out paid"]],
    ["that is as it was", waiting, held(waiting, "waiting"), []],
    ["that has got a payout date", paidOn("2026-03-12"), held(waiting, "waiting"), ["scheduled scheduled"]],
    ["on its payout date", paidOn("2026-03-11"), held(waiting, "waiting"), ["scheduled scheduled"]],
    ["on the day after", paidOn("2026-03-10"), held(paidOn("2026-03-10"), "scheduled"), ["paid_out paid"]],
    [
      "whose payout date has moved",
      paidOn("2026-03-13"),
      held(paidOn("2026-03-12"), "scheduled"),
      ["scheduled scheduled"],
    ],
    ["whose payout was called off", waiting, held(paidOn("2026-03-12"), "scheduled"), ["changed waiting"]],
    ["whose amount was edited", { ...waiting, total: "90.00" }, held(waiting, "waiting"), ["changed waiting"]],
    [
      "whose amount was edited before it was paid out",
      { ...paidOn("2026-03-10"), total: "90.00" },
      held(waiting, "waiting"),
      ["changed waiting", "paid_out paid"],
    ],
    [
      "whose amount was edited after it was paid out",
      { ...paidOn("2026-03-10"), total: "90.00" },
      held(paidOn("2026-03-10"), "paid"),
      ["changed paid"],
    ],
    ["that was paid out and is not any more", waiting, held(paidOn("2026-03-10"), "paid"), ["reversed waiting"]],
    [
      "that was paid out and is so by another payout",
      paidOn("2026-03-10", "p2"),
      held(paidOn("2026-03-03"), "paid"),
      ["reversed waiting", "paid_out paid"],
    ],
    [
      "in another currency",
      { ...waiting, currency: "EUR" },
      held(waiting, "waiting"),
      ["gone gone", "found_again waiting"],
    ],
    ["that was gone", waiting, held(waiting, "gone"), ["found_again waiting"]],
  ] as const)("%s", (_, facts, previous, expected) => {
    expect(said(facts, previous)).toEqual(expected)
  })

  it("whose payout was taken back is not paid out, whatever it says itself, and is told so once", () => {
    const facts = paidOn("2026-03-10")
    expect(said(facts, held(facts, "paid"), true)).toEqual(["reversed waiting"])
    expect(said(facts, held(facts, "waiting"), true)).toEqual([])
  })
})

describe("a line of opposite total", () => {
  const line = held(waiting, "paid")
  const opposite = (change: Partial<LineEvent> = {}): LineEvent => ({
    ...eventOf(
      { facts: { ...waiting, net: "-80.00", vat: "-20.00", total: "-100.00" }, kind: "new", state: "waiting" },
      "l2",
    ),
    ...change,
  })
  const found = (one: LineEvent, relatives: ReadonlyArray<LineEvent>) =>
    reversalOf(one, relatives)?.candidates.map(({ lineId }) => lineId) ?? []

  it("takes back the line of the same case, category and article", () => {
    expect(found(opposite(), [line, opposite()])).toEqual(["l1"])
  })

  it.each([
    ["of another case", { caseId: "c2" }],
    ["of another category", { category: "interest" }],
    ["of another article", { article: "reminder" }],
    ["of another creditor", { creditorId: "k2" }],
    ["of another total", { total: "-99.99" }],
  ])("takes none back %s", (_, change) => {
    expect(found(opposite(change), [line])).toEqual([])
  })

  it("goes by the creditor's invoice where one of the two names no case", () => {
    expect(found(opposite({ caseId: null }), [line])).toEqual(["l1"])
    expect(found(opposite({ caseId: null, invoiceNumber: "I-2" }), [line])).toEqual([])
  })

  it("takes back no line that is taken back already, and no second one", () => {
    const taken = { ...line, reversedBy: "l2" }
    expect(found(opposite({ lineId: "l3" }), [taken])).toEqual([])
    expect(found(opposite(), [taken, { ...line, lineId: "l4" }])).toEqual([])
  })

  it("is found with the line that it takes back, whichever of the two is seen last", () => {
    const reversal = reversalOf(line, [line, opposite()])
    expect(reversal?.by.lineId).toBe("l2")
    expect(reversal?.candidates).toEqual([line])
  })

  it("takes back one of several for a person to choose, and none that came after it", () => {
    const earlier = { ...line, lineId: "l0" }
    const later = { ...line, lineId: "l3" }
    expect(found(opposite(), [earlier, line, opposite(), later])).toEqual(["l0", "l1"])
  })

  it("that is positive is a payment, whatever was taken back before", () => {
    const earlier = { ...line, lineId: "l0" }
    const later = { ...line, lineId: "l3" }
    expect(found(later, [earlier, line, opposite(), later])).toEqual([])
    expect(found(later, [opposite(), later])).toEqual([])
  })
})
