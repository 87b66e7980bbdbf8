import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Cases } from "@amili-cases/core/Cases"
import * as ManualClock from "@amili-cases/test-fixtures/ManualClock"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { expect, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { describe } from "vitest"

const day = 86_400_000

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-kept-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true })),
)

/** A start on a day, what it shows after some more days, and the key that it signs with. */
const started = (folder: string, date: string, options: Sandbox.Options = {}, more = 0) => {
  const clock = ManualClock.make(Date.parse(date))
  return Effect.gen(function* () {
    const { engine, privateKeyPem } = yield* Sandbox.Sandbox
    if (more > 0) engine.moveClock(more * day, Date.parse(date))
    const cases = yield* Cases
    const documents = yield* Stream.runCollect(Stream.concat(cases.open(), cases.closed()))
    const created = [...documents].flatMap(({ createdAt, id }) =>
      createdAt === undefined ? [] : [{ id, at: createdAt.epochMillis }],
    )
    return {
      privateKeyPem,
      ids: created.map(({ id }) => id).toSorted(),
      newest: Math.max(...created.map(({ at }) => at)),
    }
  }).pipe(
    Effect.provide(Sandbox.layerLoopback({ ...options, folder })),
    Effect.withClock(clock),
    Effect.withTracerEnabled(false),
  )
}

describe("a sandbox that is kept in a folder", () => {
  it.scopedLive("goes on days later, with the same ids and the same key", () =>
    Effect.gen(function* () {
      const folder = yield* temporary
      const first = yield* started(folder, "2026-11-20T09:00:00Z", { months: 2, cases: 20, seed: 9 })
      const second = yield* started(folder, "2026-12-03T09:00:00Z", { months: 2 })
      expect(first.newest).toBeGreaterThan(Date.parse("2026-11-01T00:00:00Z"))
      expect(second.privateKeyPem).toBe(first.privateKeyPem)
      expect(first.ids.filter((id) => !second.ids.includes(id))).toEqual([])
      expect(second.ids.length).toBeGreaterThan(first.ids.length)
      expect(second.newest).toBeGreaterThan(Date.parse("2026-11-21T00:00:00Z"))
      const other = yield* temporary
      const alone = yield* started(other, "2026-12-03T09:00:00Z", { since: "2026-09-01", cases: 20, seed: 9 })
      expect(alone.ids).toEqual(second.ids)
    }),
  )

  it.scopedLive("never goes back, where its clock was moved", () =>
    Effect.gen(function* () {
      const folder = yield* temporary
      const moved = yield* started(folder, "2026-11-20T09:00:00Z", { months: 1, cases: 10 }, 40)
      expect(JSON.parse(readFileSync(join(folder, "sandbox.json"), "utf8"))).toMatchObject({
        now: "2026-12-30T09:00:00.000Z",
      })
      const again = yield* started(folder, "2026-11-21T09:00:00Z")
      expect(again.ids).toEqual(moved.ids)
    }),
  )

  it.scopedLive("is refused where it is none, or another", () =>
    Effect.gen(function* () {
      const folder = yield* temporary
      const refused = (options: Sandbox.Options) =>
        Effect.map(Effect.flip(started(folder, "2026-11-20T09:00:00Z", options)), ({ message }) => message)
      expect(yield* refused({})).toBe("--folder keeps a simulated portfolio, and there is none in it yet")
      yield* started(folder, "2026-11-20T09:00:00Z", { months: 1, cases: 10 })
      expect(yield* refused({ cases: 11 })).toBe(`--cases: the portfolio in ${folder} began with 10`)
      expect(yield* refused({ since: "2026-09-01" })).toBe(`--since: the portfolio in ${folder} began with 2026-10-01`)
      writeFileSync(join(folder, "sandbox.json"), "{}")
      expect(yield* refused({})).toBe(`--folder: ${join(folder, "sandbox.json")} was not written by a sandbox`)
    }),
  )
})
