/** Every method of the promise door, over HTTP, against what a recorded server held. */
import * as CaseState from "@amili-cases/core/CaseState"
import * as Creditor from "@amili-cases/core/Creditor"
import * as Field from "@amili-cases/core/Field"
import * as Money from "@amili-cases/core/Money"
import { type Amili, createAmili, type List } from "@amili-cases/core/Promise"
import * as Query from "@amili-cases/core/Query"
import * as Resource from "@amili-cases/core/Resource"
import { type RunningSandbox, startSandbox } from "@amili-cases/test-fixtures/Promise"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import { BigDecimal, DateTime, Effect, Schema } from "effect"
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest"

let sandbox: RunningSandbox
let amili: Amili

beforeAll(async () => {
  sandbox = await startSandbox({ data: await Effect.runPromise(Recorded.data) })
  amili = createAmili(sandbox)
})
afterAll(async () => {
  await amili.close()
  await sandbox.close()
})

const all = async <A>(rows: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const list: Array<A> = []
  for await (const row of rows) list.push(row)
  return list
}

const id = "68b1fcab6b4cb2424a23d596"

describe("amili.cases", () => {
  it("gets a case, narrowed to its projection", async () => {
    const found = await amili.cases.get(id, { projection: ["state", "closed.reason", "remainingCapital"] })
    expect(found.closed?.reason).toBe("recalled")
    expect(found.remainingCapital && Money.format(found.remainingCapital)).toBe("0.30")
    expectTypeOf(found).not.toHaveProperty("debt")
    expect(found).not.toHaveProperty("debt")
    expectTypeOf(found.remainingCapital).toEqualTypeOf<BigDecimal.BigDecimal | undefined>()
  })

  it("refuses a misspelt field in the editor, and again when it is called", async () => {
    // @ts-expect-error no such field
    await expect(amili.cases.get(id, { projection: ["stat"] })).rejects.toMatchObject({ _tag: "InvalidQuery" })
    // @ts-expect-error no such field
    await expect(amili.cases.count({ where: { stat: "x" } })).rejects.toMatchObject({ path: "stat" })
    // @ts-expect-error an instant is a Date or a DateTime
    await expect(amili.cases.count({ where: { updatedAt: "2025" } })).rejects.toMatchObject({ path: "updatedAt" })
  })

  it("gets a whole case without a projection", async () =>
    expect((await amili.cases.get(id)).debt?.invoiceNumber).toBe("INV-2025-00000"))

  it("finds by what is on the invoice", async () =>
    expect((await all(amili.cases.find({ invoiceNumber: "INV-2025-00000" }))).map((one) => one.id)).toEqual([id]))

  it("reads every case as open, closed or undated, and counts the same", async () => {
    const lists = [amili.cases.open, amili.cases.closed, amili.cases.undated]
    const read = await Promise.all(lists.map(async (list) => (await all(list({}, { projection: [] }))).length))
    expect(read).toEqual([319, 279, 2])
    expect(await amili.cases.count()).toBe(600)
    expect(await amili.cases.count({ where: { closed: null } })).toBe(319)
  })

  it("takes a Date for an instant, in windows and in filters", async () => {
    const from = new Date("2025-10-01T00:00:00Z")
    const rows = await all(amili.cases.closed({ from }, { projection: ["closed"] }))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThan(279)
    expect(rows.every(({ closed }) => (closed?.date?.epochMillis ?? 0) >= from.getTime())).toBe(true)
    expect(await amili.cases.count({ where: { "closed.date": { $gte: from } } })).toBe(rows.length)
    expect(await amili.cases.count({ where: Query.raw({ "closed.reason": "recalled" }) })).toBe(
      await amili.cases.count({ reason: "recalled" }),
    )
    const changed = await all(amili.cases.changedSince(from, {}, { projection: [] }))
    expect(changed).toHaveLength(await amili.cases.count({ where: { updatedAt: { $gte: from } } }))
  })

  it("takes an amount and the text of an id in filters", async () => {
    const [creditor] = (await amili.creditors.page({ pageSize: 1 })).rows
    const large = { $gte: BigDecimal.unsafeFromString("1000") }
    const where = { remainingCapital: large, creditorId: String(creditor?.id) }
    expect(await amili.cases.count({ where })).toBe(
      (await all(amili.cases.open({ where }))).length + (await all(amili.cases.closed({ where }))).length,
    )
    expect(await amili.cases.count({ creditor: String(creditor?.id) })).toBeGreaterThan(0)
  })

  it("shows a page, sorted", async () => {
    const page = await amili.cases.page({
      filter: { state: ["reminder", "debt_collection"], where: { closed: null } },
      sort: ["-remainingCapital"],
      projection: ["state", "remainingCapital"],
      pageSize: 20,
    })
    expect(page.rows).toHaveLength(20)
    expect(page.total).toBe(
      await amili.cases.count({ state: ["reminder", "debt_collection"], where: { closed: null } }),
    )
    const amounts = page.rows.flatMap(({ remainingCapital }) => remainingCapital ?? [])
    expect(amounts.toSorted(BigDecimal.Order).toReversed()).toEqual(amounts)
  })

  it("reads anew each time it is iterated, and stops reading when the loop breaks", async () => {
    const rows = amili.cases.open({}, { projection: [], ranges: 1, pageSize: 10 })
    const before = sandbox.engine.served.length
    for await (const row of rows) if (row.id !== "") break
    expect(sandbox.engine.served.length - before).toBe(1)
    expect(await all(rows)).toHaveLength(319)
  })

  it("yields what cannot be decoded when asked to", async () => {
    const rows = await all(amili.cases.open({}, { projection: ["state"], malformed: "yield" }))
    const states = rows.flatMap((one) => (one._tag === "Decoded" ? [one.value.state ?? "?"] : []))
    expect(states.filter(CaseState.isKnown).length).toBeGreaterThan(0)
    expect(rows.every(({ source }) => source.startsWith("{"))).toBe(true)
  })
})

describe("the other lists", () => {
  const exercise = async <A extends { readonly id: string }>(list: List<A, "decimal">) => {
    const rows = await all(list.walk())
    expect(rows.length).toBeGreaterThan(10)
    expect(await list.count()).toBe(rows.length)
    const [first] = rows
    expect(await list.get(String(first?.id))).toEqual(first)
    expect((await list.page({ pageSize: 5 })).rows).toHaveLength(5)
    expect(await list.count(Query.raw({ _id: first?.id }))).toBe(1)
  }

  it("has all four methods: creditors", () => exercise(amili.creditors))
  it("has all four methods: payouts", () => exercise(amili.payouts))
  it("has all four methods: payout specifications", () => exercise(amili.payoutSpecifications))

  it("includes a resource of one's own", async () => {
    const Line = Schema.Struct({
      ...Field.system(Field.objectId("LineId")),
      creditorId: Field.optional("creditor", Creditor.CreditorId),
      total: Field.optional("total_amount", Money.Amount),
    })
    const lines = amili.resource(Resource.make("finance--payout-specifications", Line))
    const rows = await all(lines.walk({ total: { $gt: BigDecimal.make(1000n, 0) } }, { projection: ["total"] }))
    expect(rows.length).toBeGreaterThan(0)
    expect(await lines.count({ total: { $gt: BigDecimal.make(1000n, 0) } })).toBe(rows.length)
    expectTypeOf(rows).not.toHaveProperty("creditorId")
  })
})

describe("amili.auth", () => {
  it("gives a token that the API takes", async () => {
    const token = await amili.auth.getValidToken()
    expectTypeOf(token).toEqualTypeOf<string>()
    const answer = await fetch(`${sandbox.baseUrl}/cases?max_results=1`, { headers: { "x-api-key": token } })
    expect(answer.status).toBe(200)
  })

  it("replaces the token that was refused, once for all who ask", async () => {
    const refused = await amili.auth.getValidToken()
    sandbox.engine.tokens.revoke()
    const [one, other] = await Promise.all([amili.auth.refresh(refused), amili.auth.refresh(refused)])
    expect(one).not.toBe(refused)
    expect(other).toBe(one)
    expect(await amili.auth.refresh(refused)).toBe(one)
  })
})

it("tells the server's clock", async () => {
  const now = await amili.serverTime()
  expect(Math.abs(DateTime.toEpochMillis(now) - Date.now())).toBeLessThan(10_000)
})
