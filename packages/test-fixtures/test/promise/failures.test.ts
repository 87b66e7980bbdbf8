/** What a promise rejects with, how a call is cancelled, and what is left after `close`. */
import { createAmili, isAmiliError, NotAuthenticated, NotFound, Unreachable } from "@amili-cases/core/Promise"
import { type RunningSandbox, startSandbox } from "@amili-cases/test-fixtures/Promise"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"

let sandbox: RunningSandbox
/** An address where nobody listens any more. */
let silent = ""
beforeAll(async () => {
  sandbox = await startSandbox({ cases: 1000, seed: 3 })
  const other = await startSandbox({ cases: 1 })
  silent = other.baseUrl
  await other.close()
})
afterAll(() => sandbox.close())

const client = (options: object = {}) => createAmili({ ...sandbox, retries: 0, ...options })
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )
const nobody = "f".repeat(24)

describe("a call that fails", () => {
  it.each([
    ["NotFound", 404, () => client().cases.get(nobody)],
    ["InvalidQuery", undefined, () => client().cases.get("4711")],
    ["InvalidQuery", undefined, () => client().cases.page({ page: 0 })],
    ["InvalidQuery", undefined, () => client().cases.count({ where: { updatedAt: { $gte: new Date(Number.NaN) } } })],
    ["NotAuthenticated", 401, () => createAmili({ baseUrl: sandbox.baseUrl, accessToken: "no" }).cases.count()],
    ["InvalidKey", undefined, () => client({ privateKey: "no key" }).cases.count()],
    ["Unreachable", undefined, () => client({ baseUrl: silent }).cases.count()],
  ] as const)("rejects with the error itself: %s", async (name, status, call) => {
    const error = await failure(call())
    expect(error).toBeInstanceOf(Error)
    if (!isAmiliError(error)) throw new Error(`not one of ours: ${String(error)}`)
    const { _tag, hint, message, name: errorName, status: errorStatus } = error
    expect([_tag, errorName, errorStatus]).toEqual([name, name, status])
    expect(message).toMatch(/^[^\n]+$/)
    expect(typeof hint === "string" || name === "NotFound" || name === "InvalidQuery").toBe(true)
    expect(String(error)).not.toContain("FiberFailure")
  })

  it("rejects with a class of Error that holds its cause", async () => {
    const error = await failure(client({ baseUrl: silent }).cases.count())
    expect(error).toBeInstanceOf(Unreachable)
    if (!(error instanceof Unreachable && error.cause instanceof Error)) throw new Error("no cause")
    expect(error.cause.cause).toMatchObject({ code: "ECONNREFUSED" })
    expect(await failure(client().cases.get(nobody))).toBeInstanceOf(NotFound)
  })

  it("says what stands for an instant where something else was given", async () => {
    const filter = JSON.parse('{ "where": { "updatedAt": { "$gte": "2026-01-01" } } }')
    const error = await failure(client().cases.count(filter))
    expect(error).toMatchObject({
      _tag: "InvalidQuery",
      hint: "give an instant: a DateTime.Utc, or with createAmili a Date",
    })
  })

  it("ends the loop over a list in the same way", async () => {
    const read = async () => {
      for await (const row of client({ baseUrl: silent }).cases.open()) expect(row).toBeUndefined()
    }
    expect(await failure(read())).toBeInstanceOf(Unreachable)
  })

  it("is no error of ours where a program itself has thrown", () => {
    const other = Object.assign(new Error("no"), { _tag: "SqlError" })
    for (const thrown of [new Error("no"), other, { _tag: "NotFound" }, undefined])
      expect(isAmiliError(thrown)).toBe(false)
  })

  it("is known by its tag where it comes from another copy of core, as instanceof does not", async () => {
    vi.resetModules()
    const copy = await import("@amili-cases/core/Promise")
    const error = await failure(copy.createAmili({ baseUrl: sandbox.baseUrl, accessToken: "no" }).cases.get(nobody))
    expect(error).toBeInstanceOf(copy.NotAuthenticated)
    expect(error).not.toBeInstanceOf(NotAuthenticated)
    expect([isAmiliError(error), error]).toMatchObject([true, { _tag: "NotAuthenticated", name: "NotAuthenticated" }])
  })
})

describe("createAmili", () => {
  it.each([
    ["plain http to another machine", { baseUrl: "http://example.com" }],
    ["a key that is missing", { privateKey: undefined }],
    ["an empty api code", { apiCode: " " }],
    ["a setting out of bounds", { concurrency: 0 }],
  ])("throws InvalidConfig for %s", (_, wrong) =>
    expect(() => client(wrong)).toThrow(expect.objectContaining({ _tag: "InvalidConfig", name: "InvalidConfig" })),
  )
})

describe("a loop that breaks", () => {
  it("leaves no request under way", async () => {
    const underWay = new Set<AbortSignal>()
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { url } = new Request(input)
      const signal = init?.signal ?? new AbortController().signal
      underWay.add(signal)
      const answer = await globalThis.fetch(input, init)
      // After a few pages no answer comes any more.
      if (url.includes("max_results=10&") && ++lists > 3) await new Promise(() => undefined)
      underWay.delete(signal)
      return answer
    }
    let lists = 0
    let rows = 0
    for await (const row of client({ fetch }).cases.open({}, { projection: [], pageSize: 10 })) {
      if (row.id !== "" && ++rows > 15) break
    }
    expect(underWay.size).toBeGreaterThan(0)
    expect([...underWay].filter(({ aborted }) => !aborted)).toEqual([])
  })
})

describe("closing a client", () => {
  it("ends a loop at the row that it has come to", async () => {
    const amili = client()
    let rows = 0
    const read = async () => {
      for await (const row of amili.cases.open({}, { projection: [] })) {
        if (row.id !== "") rows += 1
        if (rows === 4) await amili.close()
      }
    }
    expect(await failure(read())).toHaveProperty("name", "ClientClosed")
    expect(rows).toBe(4)
  })
})

describe("a signal", () => {
  it("cancels the request that is under way", async () => {
    const aborts: Array<unknown> = []
    const controller = new AbortController()
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => {
          aborts.push("aborted")
          reject(new Error("aborted"))
        })
        controller.abort(new Error("enough"))
      })
    const amili = createAmili({ baseUrl: sandbox.baseUrl, accessToken: "token", fetch })
    const call = amili.cases.get(nobody, { signal: controller.signal })
    expect(await failure(call)).toEqual(new Error("enough"))
    expect(aborts).toEqual(["aborted"])
  })

  it("that is aborted already sends nothing", async () => {
    const before = sandbox.engine.served.length
    expect(await failure(client().cases.count({}, { signal: AbortSignal.abort() }))).toHaveProperty(
      "name",
      "AbortError",
    )
    expect(sandbox.engine.served.length).toBe(before)
  })

  it("ends a loop", async () => {
    const controller = new AbortController()
    let rows = 0
    const read = async () => {
      const { signal } = controller
      for await (const row of client().cases.open({}, { projection: [], ranges: 1, pageSize: 10, signal })) {
        if (row.id !== "") rows += 1
        if (rows === 4) controller.abort()
      }
    }
    expect(await failure(read())).toHaveProperty("name", "AbortError")
    expect(rows).toBe(4)
  })

  it("leaves the client as it was", async () => {
    const amili = client()
    await failure(amili.cases.count({}, { signal: AbortSignal.abort() }))
    expect(await amili.cases.count()).toBe(1000)
  })
})

describe("a closed client", () => {
  it("rejects what is under way and what comes later", async () => {
    let asked: () => void = () => undefined
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    const fetch: typeof globalThis.fetch = () => {
      asked()
      return new Promise(() => undefined)
    }
    const amili = client({ fetch })
    const underWay = failure(amili.cases.count())
    await isAsked
    await amili.close()
    expect(await underWay).toHaveProperty("_tag", "ClientClosed")
    expect(await failure(amili.cases.count())).toHaveProperty("_tag", "ClientClosed")
    await amili.close()
  })

  it("ends a loop", async () => {
    const amili = client()
    let rows = 0
    const read = async () => {
      for await (const row of amili.cases.open({}, { projection: [], ranges: 1, pageSize: 10 })) {
        if (row.id !== "") rows += 1
        if (rows === 10) await amili.close()
      }
    }
    expect(await failure(read())).toHaveProperty("_tag", "ClientClosed")
    expect(rows).toBe(10)
  })

  it("need not have been used", async () => {
    const amili = client()
    await amili.close()
    expect(await failure(amili.auth.getValidToken())).toHaveProperty("_tag", "ClientClosed")
  })

  it("is what `await using` leaves", async () => {
    const amili = client()
    expect(await amili.cases.count()).toBe(1000)
    await amili[Symbol.asyncDispose]()
    expect(await failure(amili.cases.count())).toHaveProperty("_tag", "ClientClosed")
  })
})
