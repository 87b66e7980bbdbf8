import { type CaseFilter, Cases } from "@amili-cases/core/Cases"
import * as Case from "@amili-cases/core/Case"
import * as Creditor from "@amili-cases/core/Creditor"
import type * as Document from "@amili-cases/core/Document"
import { BigDecimal, Chunk, DateTime, Effect, Layer, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { coreOver, fakeApi } from "./fixtures/fakeApi.ts"
import { type Behaviour, type Doc, idOf, make } from "./support/portfolio.ts"

const creditor = Creditor.CreditorId.make("665e59005d9dc9f81818e811")
const at = (text: string): DateTime.Utc => DateTime.unsafeMake(text)
const closed = (date: string | undefined, reason = "fully_paid") => ({
  closed: { reason, ...(date === undefined ? {} : { close_date: new Date(date).toUTCString() }) },
})

const docs: ReadonlyArray<Doc> = [
  {
    _id: idOf(1),
    state: "reminder",
    creditor,
    debt: { invoice_number: "INV-1" },
    _updated: "Mon, 12 Jan 2026 00:00:00 GMT",
  },
  { _id: idOf(2), state: "dispute", closed: null, reference_number: "R-2", total_remaining_capital_amount: 12.5 },
  { _id: idOf(3), ...closed("2026-01-10T00:00:00Z"), _updated: "Sat, 10 Jan 2026 00:00:00 GMT" },
  { _id: idOf(4), ...closed("2026-01-12T00:00:00Z", "prescribed"), creditor },
  { _id: idOf(5), ...closed(undefined) },
]

const run = <A, E>(use: (cases: Cases) => Effect.Effect<A, E>, list = docs, behaviour: Behaviour = {}) => {
  const portfolio = make(list, behaviour)
  const program = Effect.flatMap(Cases, use).pipe(Effect.provide(Layer.provide(Cases.Default, portfolio.layer)))
  return Effect.runPromise(Effect.either(program)).then((result) => ({ result, portfolio }))
}

const numbers = <E>(use: (cases: Cases) => Stream.Stream<{ readonly id: string }, E>) =>
  run((cases) => Effect.map(Stream.runCollect(use(cases)), Chunk.toReadonlyArray)).then(({ result }) =>
    result._tag === "Right" ? result.right.map((row) => Number.parseInt(row.id, 16)) : result.left,
  )

describe("Cases", () => {
  it("reads open cases: no closed, or null", async () => expect(await numbers((cases) => cases.open())).toEqual([1, 2]))

  it("reads closed cases of a window with a closed start and an open end", async () => {
    const [from, until] = [at("2026-01-10T00:00:00Z"), at("2026-01-12T00:00:00Z")]
    expect(await numbers((cases) => cases.closed({ from, until }))).toEqual([3])
    expect(await numbers((cases) => cases.closed({ from }))).toEqual([3, 4])
    expect(await numbers((cases) => cases.closed({ until }))).toEqual([3])
    expect(await numbers((cases) => cases.closed())).toEqual([3, 4])
  })

  it("reads the closed cases that no date filter finds", async () =>
    expect(await numbers((cases) => cases.undated())).toEqual([5]))

  it("leaves no case out of open, closed and undated", async () => {
    const all = await numbers((cases) => Stream.concat(cases.open(), Stream.concat(cases.closed(), cases.undated())))
    expect(all).toEqual([1, 2, 3, 4, 5])
  })

  it("narrows by creditor, state, reason and a filter of yours", async () => {
    expect(await numbers((cases) => cases.open({ creditor }))).toEqual([1])
    expect(await numbers((cases) => cases.open({ state: ["dispute", "estate"] }))).toEqual([2])
    expect(await numbers((cases) => cases.closed({ reason: "prescribed" }))).toEqual([4])
    expect(
      await numbers((cases) => cases.open({ where: { remainingCapital: { $gt: BigDecimal.make(12n, 0) } } })),
    ).toEqual([2])
  })

  it("finds by invoice number and by reference", async () => {
    expect(await numbers((cases) => cases.find({ invoiceNumber: "INV-1" }))).toEqual([1])
    expect(await numbers((cases) => cases.find({ referenceNumber: "R-2" }))).toEqual([2])
    expect(await numbers((cases) => cases.find({ referenceNumber: "R-3" }))).toEqual([])
  })

  it("finds a number that the API keeps as a number, and asks for it only where no text is like it", async () => {
    const list = [
      { _id: idOf(1), reference_number: 1224, debt: { invoice_number: 2025001 } },
      { _id: idOf(2), reference_number: "77" },
    ]
    const find = (text: string) => async (by: "referenceNumber" | "invoiceNumber") => {
      const { portfolio, result } = await run((cases) => {
        const rows = cases.find(by === "referenceNumber" ? { referenceNumber: text } : { invoiceNumber: text })
        return Effect.map(Stream.runCollect(rows), (found) => Chunk.toReadonlyArray(found).map(({ id }) => id))
      }, list)
      return [result._tag === "Right" ? result.right : result.left, portfolio.requests.length]
    }
    expect(await find("1224")("referenceNumber")).toEqual([[idOf(1)], 2])
    expect(await find("2025001")("invoiceNumber")).toEqual([[idOf(1)], 2])
    expect(await find("77")("referenceNumber")).toEqual([[idOf(2)], 1])
    expect(await find("077")("referenceNumber")).toEqual([[], 1])
    expect(await find("1e3")("referenceNumber")).toEqual([[], 1])
  })

  it("says why a reference of 24 hex digits cannot be found, without asking", async () => {
    const { portfolio, result } = await run((cases) =>
      Stream.runDrain(cases.find({ referenceNumber: "000000000000000000000003" })),
    )
    expect(result).toMatchObject({ left: { _tag: "InvalidQuery", path: "referenceNumber" } })
    expect(String(result._tag === "Left" && result.left.message)).toContain("the API takes it for an id")
    expect(portfolio.requests).toEqual([])
  })

  it("reads what changed, the second of the instant included", async () =>
    expect(await numbers((cases) => cases.changedSince(at("2026-01-12T00:00:00.900Z")))).toEqual([1]))

  it("counts in one request", async () => {
    const { portfolio, result } = await run((cases) => cases.count({ creditor }))
    expect(result).toMatchObject({ right: 2 })
    expect(portfolio.requests).toHaveLength(1)
  })

  it("counts by walking where the server tells no totals", async () => {
    const { result } = await run((cases) => cases.count(), docs, { withoutTotals: true })
    expect(result).toMatchObject({ right: 5 })
  })

  it("gets one case, projected", async () => {
    const { portfolio, result } = await run((cases) =>
      cases.get(Case.CaseId.make(idOf(1)), { projection: Case.statusFields }),
    )
    expect(result).toMatchObject({ right: { id: idOf(1), state: "reminder", debt: { invoiceNumber: "INV-1" } } })
    expect(result._tag === "Right" && "creditorId" in result.right).toBe(false)
    expect(portfolio.requests[0]?.get("projection")).toBe(
      '{"_id":1,"state":1,"status":1,"closed":1,"debt.invoice_number":1,"total_remaining_capital_amount":1}',
    )
  })

  it("fails with NotFound for an id that nothing has", async () => {
    const { result } = await run((cases) => cases.get(Case.CaseId.make(idOf(99))))
    expect(result).toMatchObject({ left: { _tag: "NotFound" } })
  })

  it("gives a page with total and stable sort", async () => {
    const { portfolio, result } = await run((cases) =>
      cases.page({ filter: { where: { closed: null } }, sort: ["-updatedAt"], page: 2, pageSize: 1 }),
    )
    expect(result).toMatchObject({ right: { page: 2, pageSize: 1, total: 2, rows: [{ id: idOf(2) }], malformed: [] } })
    expect(portfolio.requests[0]?.get("sort")).toBe("-_updated,_id")
  })

  it("gives a page without total where the server tells none", async () => {
    const { result } = await run((cases) => cases.page(), docs, { withoutTotals: true })
    expect(result._tag === "Right" && "total" in result.right).toBe(false)
  })
})

describe("Cases with a malformed document", () => {
  const personal = "Märta Åkerlöf"
  const list: ReadonlyArray<Doc> = [
    { _id: idOf(1), state: "reminder" },
    { _id: idOf(2), customer_name: personal, closed: null, debt: { initial_capital: "NaN" } },
    { _id: idOf(3), state: "reminder" },
  ]

  it("fails by default, and names the field without any value", async () => {
    const { result } = await run((cases) => Stream.runDrain(cases.open()), list)
    expect(result).toMatchObject({
      left: {
        _tag: "MalformedDocument",
        message: `cases ${idOf(2)} cannot be read: debt.initial_capital: expected an amount, got NaN`,
      },
    })
    expect(JSON.stringify(result)).not.toContain(personal)
  })

  it("skips it and reports it on request", async () => {
    const reported: Array<Document.Malformed> = []
    const { result } = await run(
      (cases) =>
        Stream.runCollect(
          cases.open({}, { malformed: "skip", onMalformed: (one) => Effect.sync(() => void reported.push(one)) }),
        ),
      list,
    )
    expect(result._tag === "Right" && Chunk.size(result.right)).toBe(2)
    expect(reported.map((one) => one.id)).toEqual([idOf(2)])
  })

  it("yields both kinds on request, each with its own text", async () => {
    const { result } = await run((cases) => Stream.runCollect(cases.open({}, { malformed: "yield" })), list)
    const all = result._tag === "Right" ? Chunk.toReadonlyArray(result.right) : []
    expect(all.map((one) => one._tag)).toEqual(["Decoded", "Malformed", "Decoded"])
    expect(all.map((one) => JSON.parse(one.source))).toEqual(list)
  })

  it("keeps a page and tells what it left out", async () => {
    const { result } = await run((cases) => cases.page(), list)
    expect(result).toMatchObject({ right: { rows: [{ id: idOf(1) }, { id: idOf(3) }], malformed: [{ id: idOf(2) }] } })
  })
})

describe("A key without a value", () => {
  /** As it comes from JavaScript, or from a program whose compiler lets `undefined` through. */
  const untyped: CaseFilter = Object.assign(JSON.parse("{}"), { creditor: undefined })
  const streams = (cases: Cases) => [cases.open(untyped), cases.closed(untyped), cases.undated(untyped)]

  it("is refused in every reading instead of reading all creditors", async () => {
    const { portfolio, result } = await run((cases) =>
      Effect.forEach(
        [...streams(cases).map(Stream.runDrain), cases.count(untyped), cases.page({ filter: untyped })],
        (reading) => Effect.flip(reading),
      ),
    )
    expect(result).toMatchObject({
      right: Array.from({ length: 5 }, () => ({
        _tag: "InvalidQuery",
        path: "creditor",
        message: "'creditor' is undefined, which narrows nothing",
      })),
    })
    expect(portfolio.requests).toEqual([])
  })

  it("does not compile", async () => {
    // @ts-expect-error a filter either names a creditor or leaves the key out
    const { result } = await run((cases) => Effect.flip(cases.count({ creditor: undefined })))
    expect(result._tag).toBe("Right")
  })
})

describe("Cases.get", () => {
  it("refuses another case than the one that was asked for", async () => {
    const api = fakeApi(() => ({ body: { _id: idOf(2) } }))
    const get = Effect.flatMap(Cases, (cases) => cases.get(Case.CaseId.make(idOf(1))))
    expect(await Effect.runPromise(Effect.flip(Effect.provide(get, coreOver(api.layer))))).toMatchObject({
      _tag: "UnexpectedAnswer",
      message: `cases/${idOf(1)} was asked for, and ${idOf(2)} came`,
    })
  })
})
