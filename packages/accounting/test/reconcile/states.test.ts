import { type Circumstances, caseState } from "@amili-cases/accounting/reconcile/judge/caseState"
import { bucketOf } from "@amili-cases/accounting/reconcile/judge/ageing"
import * as Dating from "@amili-cases/accounting/reconcile/time/dating"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import { describe, expect, it } from "@effect/vitest"
import { Option } from "effect"

const line = { amount: 100n, isPaid: true, hasArrived: true, isTakenBack: false }
const paid: Circumstances = {
  settlementClass: "payout_expected",
  expected: 100n,
  capital: [line],
  isCandidate: false,
  waitingDays: 3,
  wait: 14,
}

describe("the state of a paid case", () => {
  it.each<[string, string, Partial<Circumstances>]>([
    ["settled", "every line is paid out", {}],
    ["awaiting_payout", "a line is not paid out", { capital: [{ ...line, isPaid: false }] }],
    ["awaiting_payout", "one of two is not", { expected: 200n, capital: [line, { ...line, isPaid: false }] }],
    ["awaiting_payout", "the money is not on the bank", { capital: [{ ...line, hasArrived: false }] }],
    ["awaiting_specification", "no line has come, and its time has not passed", { capital: [], waitingDays: 14 }],
    ["missing_specification", "no line has come, and its time has passed", { capital: [], waitingDays: 15 }],
    ["amount_differs", "the lines are one öre less", { expected: 101n }],
    ["settled", "nobody knows what to expect, and the lines are paid", { expected: undefined }],
    ["reversed", "a line is taken back", { expected: 200n, capital: [line, { ...line, isTakenBack: true }, line] }],
    [
      "settled",
      "a line is taken back and the rest is right",
      { capital: [line, { ...line, isTakenBack: true }, { ...line, amount: -100n }] },
    ],
    ["ambiguous", "a line may be its own", { capital: [], isCandidate: true }],
    ["settled", "a line may be its own, and it has all it needs", { isCandidate: true }],
    ["paid_direct", "it was paid to the creditor", { settlementClass: "paid_direct", expected: 0n, capital: [] }],
    [
      "unexpected_line",
      "it was paid to the creditor and a line came",
      { settlementClass: "paid_direct", expected: 0n },
    ],
  ])("is %s when %s", (state, _why, circumstances) => {
    expect(caseState({ ...paid, ...circumstances })).toBe(state)
  })

  it("ages by whole days, with both ends in", () => {
    expect([0, 7, 8, 14, 15, 30, 31, 60, 61, 9999].map(bucketOf)).toEqual([
      "0-7",
      "0-7",
      "8-14",
      "8-14",
      "15-30",
      "15-30",
      "31-60",
      "31-60",
      "61-",
      "61-",
    ])
  })
})

describe("a month", () => {
  it("begins and ends at midnight in Stockholm, summer time included", () => {
    const march = Option.getOrThrow(Month.parse("2026-03"))
    expect(march).toMatchObject({ from: "2026-03-01", to: "2026-03-31" })
    expect([march.start, march.end]).toEqual(["2026-02-28T23:00:00.000Z", "2026-03-31T22:00:00.000Z"])
    expect(Month.add(march, -3).name).toBe("2025-12")
    expect(Month.add(march, 11).name).toBe("2027-02")
    expect(["2026-13", "2026-3", "march", ""].map((name) => Option.isNone(Month.parse(name)))).not.toContain(false)
  })
})

describe("an event", () => {
  const runs: Dating.Runs = {
    through: 9,
    startedAt: new Map([
      [1, "2026-01-31"],
      [2, "2026-02-05"],
    ]),
    floors: [{ after: 1, from: "2026-02-01" }],
  }

  it("counts on its own day, else on the day of its run", () => {
    expect(Dating.instantOf({ serial: 1 }, "2026-01-12", runs)).toBe("2026-01-12")
    expect(Dating.instantOf({ serial: 1 }, null, runs)).toBe("2026-01-31")
  })

  it("counts in the month after a final one where that did not know it", () => {
    expect(Dating.instantOf({ serial: 2 }, "2026-01-12", runs)).toBe("2026-02-01")
    expect(Dating.isMoved({ serial: 2 }, "2026-01-12", runs)).toBe(true)
    expect(Dating.isMoved({ serial: 2 }, "2026-02-03", runs)).toBe(false)
    expect(Dating.isMoved({ serial: 1 }, "2026-01-12", runs)).toBe(false)
  })

  it("counts at the latest when the one after it does", () => {
    expect(Dating.countBefore(["2026-01-05", "2026-02-05", "2026-01-30", "2026-02-06"], "2026-02-01")).toBe(3)
    expect(Dating.countBefore(["2026-02-05"], "2026-02-01")).toBe(0)
  })
})
