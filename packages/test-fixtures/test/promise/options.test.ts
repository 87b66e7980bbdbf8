/** Tenants side by side, documents as plain JSON, and what a program can listen to. */
import { createAmili, type Plain, type RequestEvent, type ResponseEvent, type Wait } from "@amili-cases/core/Promise"
import type { Case } from "@amili-cases/core/Case"
import type { Malformed } from "@amili-cases/core/Document"
import { startSandbox } from "@amili-cases/test-fixtures/Promise"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import { Effect } from "effect"
import { describe, expect, expectTypeOf, it } from "vitest"

const isExchange = ({ target }: { readonly target: string }) => target.includes("authenticates")

describe("two tenants in one program", () => {
  it("each have a client, a token and a portfolio of their own", async () => {
    const [one, other] = await Promise.all([
      startSandbox({ cases: 30, apiCode: "one" }),
      startSandbox({ cases: 40, apiCode: "other" }),
    ])
    const clients = [createAmili(one), createAmili(other)]
    const counts = clients.flatMap(({ cases }) => [cases.count(), cases.count()])
    expect(await Promise.all(counts)).toEqual([30, 30, 40, 40])
    const exchanges = [one, other].map(({ engine }) => engine.served.filter(isExchange).length)
    expect(exchanges).toEqual([1, 1])
    await clients[0]?.close()
    expect(await clients[1]?.cases.count()).toBe(40)
    await Promise.all([one.close(), other.close(), clients[1]?.close()])
  })
})

describe('amounts: "string"', () => {
  it("gives documents that JSON keeps as they are", async () => {
    const sandbox = await startSandbox({ data: await Effect.runPromise(Recorded.data) })
    const decimals = createAmili(sandbox)
    const amili = createAmili({ ...sandbox, amounts: "string" })
    const found = await amili.cases.get("68b1fcab6b4cb2424a23d596")
    expectTypeOf(found).toEqualTypeOf<Plain<Case>>()
    expectTypeOf(found.remainingCapital).toEqualTypeOf<string | undefined>()
    // The server's own sum of 0.1 and 0.2, to the last digit.
    expect(found.remainingCapital).toBe("0.30000000000000004")
    expect(found.closed?.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
    for await (const one of amili.cases.closed({}, { malformed: "yield" })) {
      expect(JSON.parse(JSON.stringify(one))).toEqual(one)
      expect(one.source).toContain("_id")
    }
    const page = await amili.payouts.page()
    expect(JSON.parse(JSON.stringify(page))).toEqual(page)
    expect(page.serverTime).toMatch(/Z$/)
    expect(page.rows[0]?.totalAmount).toMatch(/^-?\d+\.\d\d+$/)
    const whole = (await decimals.payouts.page()).rows[0]?.totalAmount
    expect(Number(page.rows[0]?.totalAmount)).toBe(Number(whole?.value) / 10 ** (whole?.scale ?? 0))
    await Promise.all([amili.close(), decimals.close(), sandbox.close()])
  })
})

describe("listeners", () => {
  it("hear of every request, answer and wait, and of no secret", async () => {
    const sandbox = await startSandbox({
      cases: 20,
      apiCode: "the-api-code",
      faults: [{ kind: "unavailable", probability: 1, times: 1 }],
    })
    const requests: Array<RequestEvent> = []
    const responses: Array<ResponseEvent> = []
    const waits: Array<Wait> = []
    const amili = createAmili({
      ...sandbox,
      onRequest: (event) => requests.push(event),
      onResponse: (event) => responses.push(event),
      onWait: (event) => waits.push(event),
    })
    const person = "Åsa Öberg"
    await amili.cases.count({ where: { debtorName: person } })
    const token = await amili.auth.getValidToken()

    expect(requests.length).toBe(sandbox.engine.served.length)
    expect(responses.map(({ status }) => status)).toEqual(sandbox.engine.served.map(({ status }) => status))
    expect(responses.every(({ milliseconds }) => milliseconds >= 0)).toBe(true)
    expect(requests.filter(({ sent }) => sent.includes("authenticates"))).toHaveLength(1)
    expect(requests.at(-1)?.sent).toContain('where={"customer_name":"***"}')
    const told = JSON.stringify([requests, responses, waits])
    const key = sandbox.privateKey.split("\n")[1] ?? "?"
    for (const secret of [token, "the-api-code", key, person]) {
      expect(told).not.toContain(secret)
    }
    await Promise.all([amili.close(), sandbox.close()])
  })

  it("hear why a call waits", async () => {
    const sandbox = await startSandbox({ cases: 20 })
    const waits: Array<Wait> = []
    const amili = createAmili({ ...sandbox, onWait: (event) => waits.push(event), rateLimitPeriod: 600 })
    await amili.auth.getValidToken()
    sandbox.engine.faults.add({ kind: "unavailable", probability: 1, times: 1 })
    await amili.cases.count()
    sandbox.engine.faults.add({ kind: "limited", probability: 1, times: 1 })
    await amili.cases.count()
    expect(waits).toContainEqual({ reason: "retry", milliseconds: expect.any(Number), problem: "answered 503" })
    expect(waits).toContainEqual({ reason: "rate limit", milliseconds: expect.any(Number) })
    await Promise.all([amili.close(), sandbox.close()])
  })

  it("fail the call when they throw", async () => {
    const sandbox = await startSandbox({ cases: 20 })
    const amili = createAmili({
      ...sandbox,
      onRequest: () => {
        throw new Error("the listener's own")
      },
    })
    await expect(amili.cases.count()).rejects.toThrow("the listener's own")
    await Promise.all([amili.close(), sandbox.close()])
  })

  it("fail the call when they reject", async () => {
    const sandbox = await startSandbox({ cases: 20 })
    const reject = () => Promise.reject(new Error("the listener's own"))
    for (const name of ["onRequest", "onResponse", "onWait"]) {
      const amili = createAmili({ ...sandbox, [name]: reject })
      sandbox.engine.faults.add({ kind: "unavailable", probability: 1, times: 1 })
      await expect(amili.cases.count()).rejects.toThrow("the listener's own")
      await amili.close()
    }
    await sandbox.close()
  })

  it("are no longer waited for once a call is cancelled", async () => {
    const sandbox = await startSandbox({ cases: 20 })
    const controller = new AbortController()
    const amili = createAmili({
      ...sandbox,
      onResponse: () => {
        controller.abort(new Error("cancelled"))
        return new Promise(() => undefined)
      },
    })
    await expect(amili.cases.page({ signal: controller.signal })).rejects.toThrow("cancelled")
    await Promise.all([amili.close(), sandbox.close()])
  })
})

describe("onMalformed", () => {
  it("fails the loop when it rejects", async () => {
    const sandbox = await startSandbox({ cases: 20 })
    const amili = createAmili(sandbox)
    const [first] = (await amili.cases.page({ projection: [], pageSize: 1 })).rows
    sandbox.engine.change(String(first?.id), Date.now(), { currency: 7 })
    const onMalformed = () => Promise.reject(new Error("the listener's own"))
    const read = async () => {
      for await (const row of amili.cases.open({}, { projection: ["currency"], malformed: "skip", onMalformed }))
        expect(row.currency).toBeTypeOf("string")
      for await (const row of amili.cases.closed({}, { projection: ["currency"], malformed: "skip", onMalformed }))
        expect(row.currency).toBeTypeOf("string")
    }
    await expect(read()).rejects.toThrow("the listener's own")
    await Promise.all([amili.close(), sandbox.close()])
  })

  it("hears of each document that is skipped", async () => {
    const sandbox = await startSandbox({ cases: 20 })
    const amili = createAmili(sandbox)
    const [first] = (await amili.cases.page({ projection: [], pageSize: 1 })).rows
    sandbox.engine.change(String(first?.id), Date.now(), { currency: 7 })
    const problems: Array<string> = []
    const rows: Array<string> = []
    const options = {
      projection: ["currency"],
      malformed: "skip",
      onMalformed: ({ id, problem }: Malformed) => problems.push(`${id}: ${problem}`),
    } as const
    for (const list of [amili.cases.open, amili.cases.closed])
      for await (const { id } of list({}, options)) rows.push(id)
    expect(problems).toEqual([`${first?.id}: currency: expected text, got a number`])
    expect(rows).toHaveLength(19)
    await Promise.all([amili.close(), sandbox.close()])
  })
})
