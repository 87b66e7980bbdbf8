import * as Arrivals from "@amili-cases/accounting/bank/match/Arrivals"
import type { Expected } from "@amili-cases/accounting/bank/match/Expected"
import type { Transfer } from "@amili-cases/accounting/bank/match/Transfer"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { describe, expect, it } from "@effect/vitest"
import { BigDecimal, FastCheck as fc, Option } from "effect"

const day = (text: string) => Option.getOrThrow(CalendarDay.parse(text))
const amount = (text: string) => BigDecimal.unsafeFromString(text)

const payout = (id: string, sum: string, reference?: string, on = "2026-11-13", creditorId = "c1"): Expected => ({
  id,
  creditorId,
  currency: "SEK",
  amount: amount(sum),
  reference,
  day: day(on),
})
const transfer = (key: string, sum: string, reference = "", on = "2026-11-13", creditorId = "c1"): Transfer => ({
  key,
  creditorIds: new Set([creditorId]),
  bookedOn: day(on),
  amount: amount(sum),
  currency: "SEK",
  references: new Set(reference === "" ? [] : [reference]),
  place: { file: "a.xml", line: 1 },
})

const november: ReadonlyArray<Arrivals.Coverage> = [
  { creditorId: "c1", from: day("2026-11-01"), to: day("2026-11-30") },
]

/** Each payout as `state keys`, and the transfers that explain nothing. */
const match = (
  payouts: ReadonlyArray<Expected>,
  transfers: ReadonlyArray<Transfer>,
  { asOf = "2026-11-30", coverage = november } = {},
) => {
  const { arrivals, unexplained } = Arrivals.match({ payouts, transfers, coverage, asOf: day(asOf) })
  const words = arrivals.map((arrival) =>
    [
      arrival.state,
      ...("transfers" in arrival ? arrival.transfers.map(({ key }) => key) : []),
      ...(arrival.state === "differs" && arrival.difference !== undefined
        ? [BigDecimal.format(arrival.difference)]
        : []),
    ].join(" "),
  )
  return [...words, ...unexplained.map(({ key }) => `unexplained ${key}`)]
}

describe("a payout", () => {
  it("has arrived with a transfer of its reference and amount", () => {
    expect(match([payout("p", "100.00", "R1")], [transfer("t", "100", "R1"), transfer("u", "100", "R2")])).toEqual([
      "arrived t",
      "unexplained u",
    ])
  })

  it("has arrived from one bank day before its date until five after it", () => {
    const on = (date: string) => match([payout("p", "100", "R1", "2026-11-13")], [transfer("t", "100", "R1", date)])[0]
    expect(["2026-11-12", "2026-11-20"].map(on)).toEqual(["arrived t", "arrived t"])
    expect(["2026-11-11", "2026-11-21"].map(on)).toEqual(["missing", "missing"])
  })

  it("has not arrived with another creditor's transfer, another currency or another sign", () => {
    const other = { ...transfer("t", "100", "R1"), creditorIds: new Set(["c2"]) }
    const euro = { ...transfer("t", "100", "R1"), currency: "EUR" }
    expect(match([payout("p", "100", "R1")], [other])).toEqual(["missing", "unexplained t"])
    expect(match([payout("p", "100", "R1")], [euro])).toEqual(["missing", "unexplained t"])
    expect(match([payout("p", "-100", "R1")], [transfer("t", "-100", "R1")])).toEqual(["arrived t"])
  })

  it("with a reference is not found by its amount alone", () => {
    expect(match([payout("p", "100", "R1")], [transfer("t", "100")])).toEqual(["missing", "unexplained t"])
  })

  it("without a reference is found by amount and day when it is the creditor's only one of the day", () => {
    expect(match([payout("p", "100")], [transfer("t", "100")])).toEqual(["arrived t"])
    expect(match([payout("p", "100"), payout("q", "50")], [transfer("t", "100")])).toEqual([
      "missing",
      "missing",
      "unexplained t",
    ])
  })

  it("of 0.00 needs no transfer", () => {
    expect(match([payout("p", "0.00", "R1")], [])).toEqual(["arrived"])
  })

  it("is one of several that arrived as one sum: all of a reference, or all of a day", () => {
    const byReference = [payout("p", "60", "R1"), payout("q", "40", "R1")]
    expect(match(byReference, [transfer("t", "100", "R1")])).toEqual(["arrived t", "arrived t"])
    const byDay = [payout("p", "60", "R1"), payout("q", "70", "R2"), payout("r", "-30")]
    expect(match(byDay, [transfer("t", "100", "other")])).toEqual(["arrived t", "arrived t", "arrived t"])
  })

  it("has arrived in parts that add up, all with its reference", () => {
    expect(match([payout("p", "100", "R1")], [transfer("t", "30", "R1"), transfer("u", "70", "R1")])).toEqual([
      "arrived t u",
    ])
  })

  it("is never made up from some of the payouts or some of the transfers", () => {
    const payouts = [payout("p", "60", "R1"), payout("q", "40", "R2"), payout("r", "7", "R3")]
    expect(match(payouts, [transfer("t", "100")])).toEqual(["missing", "missing", "missing", "unexplained t"])
    const parts = [transfer("t", "30", "R1"), transfer("u", "70", "R1"), transfer("v", "5", "R1")]
    expect(match([payout("p", "100", "R1")], parts)).toEqual(["differs t u v 5"])
  })

  it("of the same reference each week has arrived with the transfer of its week", () => {
    const weeks = [payout("p", "100", "R1", "2026-11-02"), payout("q", "100", "R1", "2026-11-16")]
    const transfers = [transfer("t", "100", "R1", "2026-11-02"), transfer("u", "100", "R1", "2026-11-16")]
    expect(match(weeks, transfers)).toEqual(["arrived t", "arrived u"])
  })

  it("has several candidates when one transfer or another could be it, or it or another payout", () => {
    const two = [transfer("t", "100", "R1"), transfer("u", "100", "R1")]
    expect(match([payout("p", "100", "R1")], two)).toEqual(["several_candidates t u"])
    const payouts = [payout("p", "100", "R1"), payout("q", "100", "R1")]
    expect(match(payouts, [transfer("t", "100", "R1")])).toEqual(["several_candidates t", "several_candidates t"])
    // All of the reference adds up, whichever is which.
    expect(match(payouts, two)).toEqual(["arrived t u", "arrived t u"])
  })

  it("differs when another amount came under its reference, by how much", () => {
    expect(match([payout("p", "100.00", "R1")], [transfer("t", "99.99", "R1")])).toEqual(["differs t -0.01"])
  })

  it("that came together with others differs once, whether they have one reference or several", () => {
    const short = transfer("t", "145", "R1")
    expect(match([payout("p", "100", "R1"), payout("q", "50", "R1")], [short])).toEqual(["differs t -5", "differs t"])
    const netted = { ...transfer("t", "75", "R1"), references: new Set(["R1", "R2"]) }
    const rest = transfer("u", "1", "R2")
    const payouts = [payout("p", "100", "R1"), payout("q", "-20", "R2")]
    expect(match(payouts, [netted])).toEqual(["differs t -5", "differs t"])
    expect(match(payouts, [netted, rest])).toEqual(["differs t -4", "differs t u"])
  })

  it("is in transit for five bank days, then missing where bank files cover the days", () => {
    const payouts = [payout("p", "100", "R1", "2026-11-13")]
    expect(match(payouts, [], { asOf: "2026-11-20" })).toEqual(["in_transit"])
    expect(match(payouts, [], { asOf: "2026-11-21" })).toEqual(["missing"])
  })

  it("has no bank file where none was given or none covers its days", () => {
    const payouts = [payout("p", "100", "R1", "2026-11-27")]
    expect(match(payouts, [], { coverage: [] })).toEqual(["no_bank_file"])
    expect(match(payouts, [], { asOf: "2026-12-31" })).toEqual(["no_bank_file"])
    expect(match([payout("p", "100", "R1", "2026-11-13", "c2")], [])).toEqual(["no_bank_file"])
  })
})

describe("matching", () => {
  const reference = fc.constantFrom(undefined, "R1", "R2")
  const date = fc.constantFrom("2026-11-10", "2026-11-13", "2026-11-16", "2026-11-24")
  const sum = fc.integer({ min: -3, max: 5 }).map(String)
  const creditor = fc.constantFrom("c1", "c2")
  const payouts = fc.array(fc.tuple(sum, reference, date, creditor), { maxLength: 8 })
  const transfers = fc.array(fc.tuple(sum, reference, date, creditor), { maxLength: 8 })

  it("explains each payout once, uses no transfer twice, and what has arrived adds up", () => {
    fc.assert(
      fc.property(payouts, transfers, (somePayouts, someTransfers) => {
        const given = someTransfers.map(([sum, reference, on, creditor], index) =>
          transfer(`t${index}`, sum, reference, on, creditor),
        )
        const { arrivals, unexplained } = Arrivals.match({
          payouts: somePayouts.map(([sum, reference, on, creditor], index) =>
            payout(`p${index}`, sum, reference, on, creditor),
          ),
          transfers: given,
          coverage: november,
          asOf: day("2026-11-30"),
        })
        expect(arrivals.map(({ payout }) => payout.id)).toEqual(somePayouts.map((_, index) => `p${index}`))
        // Payouts that arrived together share their transfers.
        const sums = new Map<ReadonlyArray<Transfer>, BigDecimal.BigDecimal>()
        const named = new Set(unexplained)
        for (const arrival of arrivals) {
          if (!("transfers" in arrival)) continue
          for (const transfer of arrival.transfers) named.add(transfer)
          if (arrival.state !== "arrived") continue
          sums.set(arrival.transfers, BigDecimal.sum(sums.get(arrival.transfers) ?? amount("0"), arrival.payout.amount))
        }
        const used = Array.from(sums.keys()).flat()
        expect(new Set(used).size).toBe(used.length)
        for (const [transfers, sum] of sums) {
          const arrived = BigDecimal.sumAll(transfers.map(({ amount }) => amount))
          expect(BigDecimal.format(arrived)).toBe(BigDecimal.format(sum))
        }
        expect(named.size).toBe(given.length)
      }),
      { numRuns: 1000 },
    )
  })

  it("does not depend on the order of payouts and transfers", () => {
    fc.assert(
      fc.property(payouts, transfers, (somePayouts, someTransfers) => {
        const given = somePayouts.map(([sum, reference, on, creditor], index) =>
          payout(`p${index}`, sum, reference, on, creditor),
        )
        const moved = someTransfers.map(([sum, reference, on, creditor], index) =>
          transfer(`t${index}`, sum, reference, on, creditor),
        )
        const states = (payouts: ReadonlyArray<Expected>, transfers: ReadonlyArray<Transfer>) =>
          Arrivals.match({ payouts, transfers, coverage: november, asOf: day("2026-11-30") })
            .arrivals.map(({ payout, state }) => `${payout.id} ${state}`)
            .toSorted()
        expect(states(given.toReversed(), moved.toReversed())).toEqual(states(given, moved))
      }),
      { numRuns: 500 },
    )
  })
})
