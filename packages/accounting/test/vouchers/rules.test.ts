/** Twenty cases, and what an auditor would expect to read in the books. */
import type { Entry } from "@amili-cases/accounting/closed/records/Entries"
import type { LineEvent } from "@amili-cases/accounting/payouts/events/LineEvent"
import type { Company } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { caseSteps } from "@amili-cases/accounting/vouchers/rules/caseSteps"
import type { Decided } from "@amili-cases/accounting/vouchers/rules/Decided"
import { grouped, postingsOf } from "@amili-cases/accounting/vouchers/rules/grouped"
import { lineSteps } from "@amili-cases/accounting/vouchers/rules/lineSteps"
import { sumOf } from "@amili-cases/accounting/vouchers/rules/Posting"
import { transferSteps } from "@amili-cases/accounting/vouchers/rules/transferSteps"
import { type Stored, type Walked, walk } from "@amili-cases/accounting/vouchers/rules/walk"
import * as Money from "@amili-cases/core/Money"
import * as BigDecimal from "effect/BigDecimal"
import { describe, expect, it } from "vitest"
import { booksOf, closed, companyOf, creditor, day, line, mapWith } from "./support/books.ts"

interface Given {
  readonly company?: Partial<Company>
  readonly decisions?: ReadonlyArray<readonly [number, Decided]>
  readonly opening?: string
  readonly stored?: ReadonlyArray<Stored>
  readonly through?: string
}

const placeOf = (kind: "case" | "line" | "transfer", { opening, through = "2026-11-30" }: Given) => ({
  subject: { kind, id: "x" },
  opening: opening === undefined ? undefined : day(opening),
  through: day(through),
})

const circumstances = ({ company, decisions = [], opening }: Given) => ({
  books: booksOf(mapWith(company)),
  decisions: new Map(decisions),
  opening: opening === undefined ? undefined : day(opening),
  saidOn: (serial: number) => day(`2026-11-${String(10 + serial)}`),
  classes: {},
})

const ofLine = (events: ReadonlyArray<LineEvent>, given: Given = {}) =>
  walk(lineSteps(events, circumstances(given)), given.stored ?? [], placeOf("line", given))

const ofCase = (entries: ReadonlyArray<Entry>, given: Given = {}) =>
  walk(caseSteps(entries, circumstances(given)), given.stored ?? [], placeOf("case", given))

/** `2026-11-05 entry 1685 1000.00, 1510 -1000.00`. */
const read = ({ proposals, questions }: Walked) => [
  ...proposals.map(({ date, postings, source }) => {
    expect(sumOf(postings)).toBe(0n)
    const lines = postings.map(({ account, amount }) => `${account} ${Money.formatMinor(amount)}`)
    return `${date} ${source.part}: ${lines.join(", ")}`
  }),
  ...questions.map(({ doubt }) => `? ${doubt.cause}`),
]

/** What was proposed, as if it had been approved. */
const kept = ({ proposals }: Walked): ReadonlyArray<Stored> =>
  proposals.map(({ postings, source }) => ({ source, postings, rebook: false }))

const fee = line({ category: "creditor_commission", article: "reminder", net: "60.00", vat: "15.00", total: "75.00" })

describe("a payout line books", () => {
  it("capital against the receivable", () => {
    expect(read(ofLine([line()]))).toEqual(["2026-11-05 entry: 1510 -1000.00, 1685 1000.00"])
  })

  it("capital with its VAT against the receivable, since the VAT was booked with the invoice", () => {
    expect(read(ofLine([line({ net: "800.00", vat: "200.00" })]))).toEqual([
      "2026-11-05 entry: 1510 -1000.00, 1685 1000.00",
    ])
  })

  it("interest as financial income", () => {
    expect(read(ofLine([line({ category: "interest", net: "12.34", total: "12.34" })]))).toEqual([
      "2026-11-05 entry: 1685 12.34, 8313 -12.34",
    ])
  })

  it("the creditor's share of fees as income and VAT", () => {
    expect(read(ofLine([fee]))).toEqual(["2026-11-05 entry: 1685 75.00, 2611 -15.00, 3990 -60.00"])
  })

  it("a negative amount with sides swapped", () => {
    expect(read(ofLine([{ ...fee, net: "-60.00", vat: "-15.00", total: "-75.00" }]))).toEqual([
      "2026-11-05 entry: 1685 -75.00, 2611 15.00, 3990 60.00",
    ])
  })

  it("an article by its own rule", () => {
    const { booking } = companyOf()
    const rules = [...booking.rules, { category: "capital", article: "costs", account: "3990", vat: "none" } as const]
    expect(read(ofLine([line({ article: "costs" })], { company: { booking: { ...booking, rules } } }))).toEqual([
      "2026-11-05 entry: 1685 1000.00, 3990 -1000.00",
    ])
  })

  it("nothing when it is scheduled or paid out", () => {
    const paid = line({ revision: 1, kind: "paid_out", state: "paid", payoutId: "p1" })
    expect(read(ofLine([line(), paid]))).toEqual(["2026-11-05 entry: 1510 -1000.00, 1685 1000.00"])
  })

  it("a changed amount as a reversal and a new voucher", () => {
    const changed = line({ revision: 1, serial: 2, kind: "changed", net: "900.00", total: "900.00" })
    expect(read(ofLine([line(), changed]))).toEqual([
      "2026-11-05 entry: 1510 -1000.00, 1685 1000.00",
      "2026-11-05 reversal: 1510 1000.00, 1685 -1000.00",
      "2026-11-05 entry: 1510 -900.00, 1685 900.00",
    ])
  })

  it("a line that is gone as a reversal, of what was booked and not of what the rules say now", () => {
    const booked = kept(ofLine([line()]))
    const gone = line({ revision: 1, serial: 2, kind: "gone", state: "gone" })
    const { booking } = companyOf()
    const given = { stored: booked, company: { booking: { ...booking, clearing: "1930", bank: "1685" } } }
    expect(read(ofLine([line(), gone], given))).toEqual(["2026-11-05 reversal: 1510 1000.00, 1685 -1000.00"])
  })

  it("each event once", () => {
    const changed = line({ revision: 1, serial: 2, kind: "changed", net: "900.00", total: "900.00" })
    const booked = kept(ofLine([line(), changed]))
    expect(read(ofLine([line(), changed], { stored: booked }))).toEqual([])
  })

  it("on the first open day where its period is closed, with its own day in the text", () => {
    const walked = ofLine([line({ bookedAt: "2026-10-20T10:00:00.000Z" })], {
      company: { closedThrough: day("2026-10-31") },
    })
    expect(read(walked)).toEqual(["2026-11-01 entry: 1510 -1000.00, 1685 1000.00"])
    expect(walked.proposals[0]?.text).toBe("(2026-10-20) Amili Kapital 4711")
  })

  it("nothing of the opening balance, and of a later change only the difference", () => {
    const before = line({ bookedAt: "2026-10-20T10:00:00.000Z" })
    const given = { opening: "2026-11-01" }
    expect(read(ofLine([before], given))).toEqual([])
    const changed = line({ ...before, revision: 1, serial: 2, kind: "changed", net: "900.00", total: "900.00" })
    expect(read(ofLine([before, changed], given))).toEqual([
      "2026-11-01 reversal: 1510 1000.00, 1685 -1000.00",
      "2026-11-01 entry: 1510 -900.00, 1685 900.00",
    ])
  })

  it("in the company's currency when a person has given a rate", () => {
    const euro = line({ currency: "EUR", net: "100.00", total: "100.00" })
    expect(read(ofLine([euro]))).toEqual(["? currency"])
    const exchange = BigDecimal.unsafeFromString("11.2345")
    expect(read(ofLine([euro], { decisions: [[0, { exchange }]] }))).toEqual([
      "2026-11-05 entry: 1510 -1123.45, 1685 1123.45",
    ])
  })

  it("sales and VAT with kontantmetoden, at the rate of the invoice", () => {
    const { booking } = companyOf()
    const rules = [{ category: "capital", account: "3001", vat: "invoice" } as const]
    const company = { method: "kontantmetoden", booking: { ...booking, rules } } as const
    expect(read(ofLine([line({ total: "1250.00" })], { company }))).toEqual([
      "2026-11-05 entry: 1685 1250.00, 2611 -250.00, 3001 -1000.00",
    ])
    const { invoiceVat: _, ...without } = companyOf(company)
    const books = booksOf({ version: 1, companies: [without] })
    const steps = lineSteps([line()], { ...circumstances({}), books })
    expect(read(walk(steps, [], placeOf("line", {})))).toEqual(["? vat_rate"])
  })

  it.each([
    ["a category that the map does not know", line({ category: "gifts" }), "category"],
    ["no amount", line({ total: null }), "amount"],
    ["VAT at no rate", { ...fee, vat: "14.00", total: "74.00" }, "vat_rate"],
    ["net and VAT that are not the total", { ...fee, total: "80.00" }, "amount"],
    ["a day in no fiscal year", line({ bookedAt: "2025-12-05T10:00:00.000Z" }), "fiscal_year"],
  ] as const)("nothing before a person has decided: %s", (_, event, cause) => {
    expect(read(ofLine([event]))).toEqual([`? ${cause}`])
  })

  it("the event that a person could not decide no more when a later one can be booked", () => {
    const changed = line({ revision: 1, serial: 2, kind: "changed" })
    expect(read(ofLine([line({ category: "gifts" }), changed]))).toEqual([
      "2026-11-05 entry: 1510 -1000.00, 1685 1000.00",
    ])
  })

  it("nothing of an event that a later voucher has overtaken, though the map knows its category now", () => {
    const events = [line({ category: "gifts" }), line({ revision: 1, serial: 2, kind: "changed" })]
    const stored = kept(ofLine(events))
    expect(stored.length).toBe(1)
    const { booking } = companyOf()
    const rules = [...booking.rules, { category: "gifts", account: "3990", vat: "none" } as const]
    expect(read(ofLine(events, { stored, company: { booking: { ...booking, rules } } }))).toEqual([])
  })

  it("nothing after the month that is drafted", () => {
    expect(read(ofLine([line({ bookedAt: "2026-12-01T10:00:00.000Z" })]))).toEqual([])
  })

  it("what a person has reversed once more, only where that was asked for", () => {
    const [entry] = kept(ofLine([line()]))
    if (entry === undefined) throw new Error("no entry")
    const undo = (rebook: boolean): Stored => ({
      source: { ...entry.source, part: "undo" },
      postings: entry.postings.map((posting) => ({ ...posting, amount: -posting.amount })),
      rebook,
    })
    expect(read(ofLine([line()], { stored: [entry, undo(false)] }))).toEqual([])
    const again = ofLine([line()], { stored: [entry, undo(true)] })
    expect(read(again)).toEqual(["2026-11-05 entry: 1510 -1000.00, 1685 1000.00"])
    expect(again.proposals[0]?.source.round).toBe(2)
    const gone = line({ revision: 1, serial: 2, kind: "gone", state: "gone" })
    expect(read(ofLine([line(), gone], { stored: [entry, undo(false)] }))).toEqual([])
  })
})

describe("a case that is closed unpaid books", () => {
  it("a confirmed loss with VAT", () => {
    expect(read(ofCase([closed()]))).toEqual(["2026-11-10 entry: 1510 -1250.00, 2611 250.00, 6351 1000.00"])
  })

  it("a probable loss without VAT, until a person has decided", () => {
    expect(read(ofCase([closed({ reason: "deceased" })]))).toEqual([
      "2026-11-10 entry: 1519 -1000.00, 6352 1000.00",
      "? loss",
    ])
  })

  it("a loss that is confirmed after it was probable, and takes the probable one back", () => {
    const entries = [closed({ reason: "written_off" })]
    const stored = kept(ofCase(entries))
    const loss = { isLoss: true, day: day("2026-11-20") }
    expect(read(ofCase(entries, { stored, decisions: [[0, { loss }]] }))).toEqual([
      "2026-11-20 decided: 1510 -1250.00, 1519 1000.00, 2611 250.00, 6351 1000.00, 6352 -1000.00",
    ])
    // Nobody has approved the probable loss: then only the confirmed one is booked.
    expect(read(ofCase(entries, { decisions: [[0, { loss }]] }))).toEqual([
      "2026-11-20 decided: 1510 -1250.00, 2611 250.00, 6351 1000.00",
    ])
  })

  it("no loss where a person says so, and takes the probable one back", () => {
    const entries = [closed({ reason: "written_off" })]
    const stored = kept(ofCase(entries))
    const loss = { isLoss: false, day: day("2026-11-20") }
    expect(read(ofCase(entries, { stored, decisions: [[0, { loss }]] }))).toEqual([
      "2026-11-20 decided: 1519 1000.00, 6352 -1000.00",
    ])
  })

  it("a loss that was recovered as a reversal with VAT", () => {
    const reopened = closed({ revision: 1, serial: 2, kind: "reopened", closedAt: undefined, reason: undefined })
    expect(read(ofCase([closed(), reopened], { stored: kept(ofCase([closed()])) }))).toEqual([
      "2026-11-10 reversal: 1510 1250.00, 2611 -250.00, 6351 -1000.00",
    ])
  })

  it("a loss of which a part was recovered as a reversal, and a loss of what remains", () => {
    const paid = closed({ revision: 1, serial: 2, kind: "changed", amount: "1000.00" })
    expect(read(ofCase([closed(), paid], { stored: kept(ofCase([closed()])) }))).toEqual([
      "2026-11-10 reversal: 1510 1250.00, 2611 -250.00, 6351 -1000.00",
      "2026-11-10 entry: 1510 -1000.00, 2611 200.00, 6351 800.00",
    ])
  })

  it.each(["dispute", "credit", "cancellation", "recalled", "resubmit_invoice", "migrated", "fully_paid"])(
    "no loss when it is closed as %s",
    (reason) => {
      expect(read(ofCase([closed({ reason })]))).toEqual([])
    },
  )

  it("no loss before the VAT rate is known", () => {
    const { invoiceVat: _, ...company } = companyOf()
    const given = { ...circumstances({}), books: booksOf({ version: 1, companies: [company] }) }
    expect(read(walk(caseSteps([closed()], given), [], placeOf("case", {})))).toEqual(["? vat_rate"])
    const decisions = new Map([[0, { vat: 12 as const }]])
    expect(read(walk(caseSteps([closed()], { ...given, decisions }), [], placeOf("case", {})))).toEqual([
      "2026-11-10 entry: 1510 -1250.00, 2621 133.93, 6351 1116.07",
    ])
  })

  it("no loss with kontantmetoden", () => {
    expect(read(ofCase([closed()], { company: { method: "kontantmetoden" } }))).toEqual([])
  })
})

describe("a transfer books", () => {
  const transfer = {
    key: "t1",
    creditorIds: new Set([creditor]),
    bookedOn: day("2026-11-14"),
    amount: BigDecimal.make(107500n, 2),
    currency: "SEK",
    references: new Set(["AM-1"]),
    place: { file: "bank.xml", line: undefined },
  }
  const ofTransfer = (bankArrivals: boolean) =>
    walk(transferSteps(transfer, mapWith({ bankArrivals }), undefined), [], placeOf("transfer", {}))

  it("money on the bank against what Amili owes, unless the bank feed does", () => {
    expect(read(ofTransfer(true))).toEqual(["2026-11-14 entry: 1685 -1075.00, 1930 1075.00"])
    expect(read(ofTransfer(false))).toEqual([])
  })

  it("nothing where it is for creditors of several companies, of which a bank feed books none or some", () => {
    const other = "5f0000000000000000000002"
    const shared = { ...transfer, creditorIds: new Set([creditor, other]) }
    const between = (...feeds: ReadonlyArray<boolean>) => {
      const companies = feeds.map((bankArrivals, index) =>
        companyOf({ bankArrivals, creditors: [index === 0 ? creditor : other] }),
      )
      return walk(transferSteps(shared, { version: 1, companies }, undefined), [], placeOf("transfer", {}))
    }
    expect(read(between(true, true))).toEqual(["? company"])
    expect(between(true, false).questions[0]?.doubt.why).toContain("flera bolag")
    expect(read(between(false, false))).toEqual([])
  })
})

describe("vouchers", () => {
  const two = (grouping: Company["grouping"]) => {
    const given = circumstances({ company: { grouping } })
    const proposals = ["l1", "l2"].flatMap(
      (id) =>
        walk(lineSteps([line({ lineId: id, payoutId: "p1", payoutReference: "AM-1", caseId: id })], given), [], {
          ...placeOf("line", {}),
          subject: { kind: "line", id },
        }).proposals,
    )
    return grouped(proposals)
  }

  it.each([
    ["none", 2],
    ["case", 2],
    ["payout", 1],
    ["account", 1],
  ] as const)("are shared by %s", (grouping, count) => {
    const vouchers = two(grouping)
    expect(vouchers.length).toBe(count)
    expect(vouchers.flatMap(({ shares }) => shares).length).toBe(2)
  })

  it("show a line and the one that takes it back", () => {
    const [voucher] = two("payout")
    const [first, second] = voucher?.shares ?? []
    if (first === undefined || second === undefined) throw new Error("no shares")
    const back = { ...second, postings: second.postings.map((one) => ({ ...one, amount: -one.amount })) }
    const postings = postingsOf({ shares: [first, back] })
    expect(postings.length).toBe(4)
    expect(sumOf(postings)).toBe(0n)
  })
})
