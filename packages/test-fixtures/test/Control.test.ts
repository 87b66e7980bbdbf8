import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { layer } from "@effect/vitest"
import { Effect } from "effect"
import { expect } from "vitest"
import { send } from "./support/wire.ts"

const control = (method: string, path: string, body?: string) =>
  Effect.flatMap(Sandbox.Sandbox, ({ baseUrl }) => send(baseUrl, method, `/__sandbox${path}`, {}, body))

const look = (id: string) =>
  Effect.flatMap(Sandbox.Sandbox, ({ baseUrl, engine }) =>
    Effect.map(send(baseUrl, "GET", `/cases/${id}`, { "X-API-Key": engine.tokens.issue(Date.now()) }), (answer) => ({
      status: answer.status,
      content: JSON.parse(answer.body),
    })),
  )

const anId = (row: number) => Effect.map(Sandbox.Sandbox, ({ engine }) => engine.cases.id(row))

layer(Sandbox.layer({ cases: 20 }), { excludeTestServices: true })("the control door", (it) => {
  it.effect("closes a case, with a reason and a date, and opens it again", () =>
    Effect.gen(function* () {
      const id = yield* anId(1)
      expect((yield* control("POST", `/cases/${id}/close?reason=bankruptcy&date=2026-01-13T10:00:00Z`)).status).toBe(
        200,
      )
      expect((yield* look(id)).content.closed).toEqual({
        close_date: "Tue, 13 Jan 2026 10:00:00 GMT",
        reason: "bankruptcy",
      })
      yield* control("POST", `/cases/${id}/reopen`)
      expect((yield* look(id)).content.closed).toBeUndefined()
      yield* control("POST", `/cases/${id}/close?date=none`)
      expect((yield* look(id)).content.closed).toEqual({ reason: "fully_paid" })
    }),
  )

  it.effect("changes fields, adds and deletes a case", () =>
    Effect.gen(function* () {
      const id = yield* anId(2)
      yield* control("PATCH", `/cases/${id}`, '{"debt.invoice_number": "X-1", "total_remaining_capital_amount": 12.5}')
      const { content } = yield* look(id)
      expect([content.debt.invoice_number, content.total_remaining_capital_amount]).toEqual(["X-1", 12.5])
      yield* control("DELETE", `/cases/${id}`)
      expect((yield* look(id)).status).toBe(404)
      yield* control("POST", "/cases", '{"_id": {"$oid": "aaaaaaaaaaaaaaaaaaaaaaaa"}, "state": "reminder"}')
      expect((yield* look("aaaaaaaaaaaaaaaaaaaaaaaa")).content.state).toBe("reminder")
    }),
  )

  it.effect("moves the server's clock", () =>
    Effect.gen(function* () {
      const { engine } = yield* Sandbox.Sandbox
      const answer = yield* control("POST", "/clock?set=2026-03-01T00:00:00Z")
      expect(JSON.parse(answer.body).now).toBe("Sun, 01 Mar 2026 00:00:00 GMT")
      engine.clockOffset = 0
    }),
  )

  it.effect("adds a fault and takes it away", () =>
    Effect.gen(function* () {
      const id = yield* anId(3)
      yield* control("POST", "/faults?fault=revoke=1&times=1")
      expect((yield* look(id)).status).toBe(401)
      expect((yield* look(id)).status).toBe(200)
      yield* control("POST", "/faults?fault=limited=1")
      expect((yield* look(id)).status).toBe(429)
      yield* control("DELETE", "/faults")
      expect((yield* look(id)).status).toBe(200)
    }),
  )

  it.effect("tells what matched and what was asked", () =>
    Effect.gen(function* () {
      const id = yield* anId(4)
      const { engine } = yield* Sandbox.Sandbox
      engine.reopen(id, Date.now())
      const since = engine.cases.version
      engine.close(id, Date.now())
      const matched = yield* control("GET", `/matched?since=${since}&where=${encodeURIComponent('{"closed":null}')}`)
      const { throughout, ever } = JSON.parse(matched.body)
      expect([throughout.includes(id), ever.includes(id)]).toEqual([false, true])
      expect(JSON.parse((yield* control("GET", "/requests")).body).requests.length).toBeGreaterThan(0)
    }),
  )

  it.effect("says what it does not know", () =>
    Effect.gen(function* () {
      expect((yield* control("POST", "/cases/ffffffffffffffffffffffff/close")).body).toBe(
        '{"problem": "no such case"}\n',
      )
      expect((yield* control("POST", `/cases/${yield* anId(5)}/close?date=someday`)).status).toBe(400)
      expect((yield* control("GET", "/nothing")).status).toBe(404)
    }),
  )
})
