import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { Cases } from "@amili-cases/core/Cases"
import * as Fixtures from "@amili-cases/test-fixtures/Fixtures"
import * as Fakes from "@amili-cases/test-fixtures/Fakes"
import * as ManualClock from "@amili-cases/test-fixtures/ManualClock"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { it } from "@effect/vitest"
import { Chunk, Context, DateTime, Effect, Exit, Layer, Option, Scope, Stream, Tracer } from "effect"
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect } from "vitest"
import { send } from "./support/wire.ts"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-test-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true })),
)

const recorded = Layer.unwrapEffect(Effect.map(Recorded.data, (data) => Sandbox.layer({ data })))

it.layer(recorded)("a sandbox with core against it", (it) => {
  it.effect("authenticates through the real exchange and reads every open case", () =>
    Effect.gen(function* () {
      const cases = yield* Cases
      const { engine } = yield* Sandbox.Sandbox
      expect(Chunk.size(yield* Stream.runCollect(cases.open({}, { projection: [] })))).toBe(319)
      expect(engine.tokens.exchanges).toBe(1)
      expect(engine.served[0]?.target).toBe("/authenticates/api-code")
    }),
  )

  it.effect("tells its own time, which is that of the test", () =>
    Effect.gen(function* () {
      const client = yield* AmiliClient
      expect(DateTime.formatIso(yield* client.serverTime)).toBe("1970-01-01T00:00:00.000Z")
    }),
  )
})

describe("Sandbox.start", () => {
  it.scopedLive("adds no spans of its own to those of the program that is tested", () =>
    Effect.gen(function* () {
      const names: Array<string> = []
      const tracer = yield* Effect.tracer
      const noting = Tracer.make({
        context: (run) => run(),
        span: (name, ...rest) => {
          names.push(name)
          return tracer.span(name, ...rest)
        },
      })
      const counting = Effect.provide(
        Effect.flatMap(Cases, (cases) => cases.count()),
        Sandbox.layer({ cases: 3 }),
      )
      yield* Effect.withTracer(counting, noting)
      expect(names).toContain("http.client GET")
      expect(names.filter((name) => name.startsWith("http.server"))).toEqual([])
    }),
  )

  it.scopedLive("keeps the private key to its owner, and takes it away at the end", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const { environment } = yield* Scope.extend(Sandbox.start({ cases: 3 }), scope)
      const file = environment.AMILI_PRIVATE_KEY_FILE
      expect(statSync(file).mode & 0o777).toBe(0o600)
      yield* Scope.close(scope, Exit.void)
      expect(existsSync(file)).toBe(false)
    }),
  )

  it.scopedLive("leaves a private key where it was asked to, and never over another file", () =>
    Effect.gen(function* () {
      const keyOut = join(yield* folder, "key.pem")
      yield* Effect.scoped(Sandbox.start({ cases: 3, keyOut }))
      expect(existsSync(keyOut)).toBe(true)
      const again = yield* Effect.flip(Effect.scoped(Sandbox.start({ cases: 3, keyOut })))
      expect(again.message).toBe(`cannot write the private key to ${keyOut} (EEXIST)`)
    }),
  )

  it.scopedLive("says which line of a data file it cannot read", () =>
    Effect.gen(function* () {
      const file = join(yield* folder, "cases.ndjson")
      writeFileSync(file, '{"_id": {"$oid": "68b1fcab6b4cb2424a23d596"}}\n{"_id": "x"}\n')
      const error = yield* Effect.flip(Effect.scoped(Sandbox.start({ dataFiles: [file] })))
      expect(error.message).toBe(`${file}, line 2: no _id of the form {"$oid": ...}`)
    }),
  )

  it.scopedLive.each([
    [{ dataFiles: ["/nowhere/cases.ndjson"] }, "cannot read /nowhere/cases.ndjson"],
    [{ dataFiles: ["/nowhere/people.ndjson"] }, "/nowhere/people.ndjson names no resource"],
    [{ now: "yesterday" }, "now: 'yesterday' is no day"],
    [{ publicKeys: ["/nowhere/key.pem"] }, "cannot use /nowhere/key.pem as a public key (ENOENT)"],
  ] as const)("refuses to start with %j", ([options, message]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(Effect.scoped(Sandbox.start(options)))
      expect(error.message).toBe(message)
    }),
  )

  it.scopedLive("says that a port is taken", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* Sandbox.start({ cases: 1 })
      const port = Number(new URL(baseUrl).port)
      const error = yield* Effect.flip(Sandbox.start({ cases: 1, port }))
      expect(error.message).toBe(`cannot listen on port ${port}`)
    }),
  )

  it.scopedLive.each([66_000, 1_500_000])("answers a request line of %i bytes with Python's own 414 page", (length) =>
    Effect.gen(function* () {
      const { baseUrl } = yield* Sandbox.start({ cases: 1 })
      const answer = yield* send(baseUrl, "GET", `/cases?where=${"x".repeat(length)}`)
      expect(answer.status).toBe(414)
      expect(answer.headers["content-type"]).toBe("text/html;charset=utf-8")
      expect(answer.body).toContain("<p>Message: Request-URI Too Long.</p>")
    }),
  )
})

describe("Fakes.layerTest", () => {
  it.effect("gives core's services over typed cases, without a socket", () =>
    Effect.gen(function* () {
      const cases = yield* Cases
      const states = yield* Stream.runCollect(cases.open({}, { projection: ["state"] }))
      expect([...states].map(({ state }) => state)).toEqual(Fixtures.everyState.map(({ state }) => state))
      expect(yield* cases.count({ reason: "recalled" })).toBe(1)
      const undated = yield* Stream.runCollect(cases.undated())
      expect([...undated].map(({ id }) => id)).toEqual([Fixtures.oddities.undated.id])
    }).pipe(
      Effect.provide(
        Fakes.layerTest([
          ...Fixtures.everyState,
          ...Fixtures.everyReason.filter(({ closed }) => closed?.reason !== "recalled"),
          Fixtures.oddities.undated,
        ]),
      ),
    ),
  )

  it.effect("follows a clock that the test moves, server and client alike", () => {
    const clock = ManualClock.make(Date.parse("2026-01-13T00:00:00Z"))
    return Effect.gen(function* () {
      const cases = yield* Cases
      const { engine } = yield* Sandbox.Sandbox
      const { id } = Fixtures.guide.single
      engine.close(id, yield* clock.currentTimeMillis, { reason: "credit" })
      yield* clock.advance("2 hours")
      const found = yield* cases.get(id)
      expect(found.closed?.reason).toBe("credit")
      expect(Option.map(Option.fromNullable(found.closed?.date), DateTime.formatIso)).toEqual(
        Option.some("2026-01-13T00:00:00.000Z"),
      )
      expect(engine.tokens.exchanges).toBe(1)
    }).pipe(Effect.provide(Fakes.layerTest([Fixtures.guide.single])), Effect.withClock(clock))
  })
})

const some = (size: number) => Fixtures.everyState.slice(0, size)
const data = (size: number) => ({ data: { cases: Fakes.documents(some(size)) } })

describe.each([
  ["Sandbox.layer", (size: number) => Sandbox.layer(data(size))],
  ["Sandbox.layerLoopback", (size: number) => Sandbox.layerLoopback(data(size))],
  ["Fakes.layerTest", (size: number) => Fakes.layerTest(some(size))],
])("%s twice in one program", (_, make) => {
  class Found extends Context.Tag("Found")<Found, number>() {}
  class FoundByOther extends Context.Tag("FoundByOther")<FoundByOther, number>() {}
  const count = Effect.flatMap(Cases, (cases) => cases.count())

  it.effect("is two servers, each with a client of its own", () =>
    Effect.gen(function* () {
      expect(yield* Effect.all([Found, FoundByOther])).toEqual([1, 2])
    }).pipe(
      Effect.provide(
        Layer.merge(
          Layer.provide(Layer.effect(Found, count), make(1)),
          Layer.provide(Layer.effect(FoundByOther, count), make(2)),
        ),
      ),
    ),
  )
})
