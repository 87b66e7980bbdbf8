import * as Progress from "../../src/terminal/Progress.ts"
import { ProgressDisplay } from "../../src/terminal/ProgressDisplay.ts"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Option, Stream, TestClock } from "effect"

/** What is on the screen after each time something is shown or hidden. */
const display = (kind: "bar" | "lines", columns: number) => {
  const shown: Array<string> = []
  return {
    shown,
    service: {
      current: () =>
        Option.some({
          kind,
          width: () => columns,
          show: (line: string) => void shown.push(line),
          hide: () => void shown.push("(gone)"),
        }),
    },
  }
}

/** Reads so many rows, `perSecond` of them each second. */
const reading = (rows: number, perSecond: number) =>
  Stream.range(1, rows).pipe(
    Stream.rechunk(perSecond / 10),
    Stream.chunks,
    Stream.tap(() => Effect.sleep("100 millis")),
    Stream.flattenChunks,
  )

const told = (
  kind: "bar" | "lines",
  columns: number,
  { asked = () => {}, perSecond, rows, total }: { asked?: () => void; perSecond: number; rows: number; total?: number },
) =>
  Effect.gen(function* () {
    const { service, shown } = display(kind, columns)
    const known = Effect.sync(() => {
      asked()
      return Option.fromNullable(total)
    })
    const fiber = yield* reading(rows, perSecond).pipe(
      Progress.counted("cases", known),
      Stream.runCount,
      Effect.provideService(ProgressDisplay, service),
      Effect.fork,
    )
    for (let tick = 0; tick < (rows / perSecond + 1) * 10; tick++) yield* TestClock.adjust("100 millis")
    expect(yield* fiber).toBe(rows)
    return shown
  })

describe("progress", () => {
  it.effect("is a bar with share, rate and remaining time, and leaves nothing behind", () =>
    Effect.gen(function* () {
      const shown = yield* told("bar", 79, { rows: 10_000, perSecond: 1000, total: 10_000 })
      expect(shown).toContain(" 51 %  ████████░░░░░░░░░  5,100 of 10,000 cases, 1,000 a second, about 5 s left")
      expect(shown.at(-1)).toBe("(gone)")
      expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(79)
    }),
  )

  it.effect("gives up the pace on a narrow terminal", () =>
    Effect.gen(function* () {
      const narrow = yield* told("bar", 40, { rows: 3000, perSecond: 1000, total: 3000 })
      expect(narrow).toContain(" 70 %  ███████░░░░  2,100 of 3,000 cases")
      expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(40)
    }),
  )

  it.effect("knows no share and no remaining time without a total", () =>
    Effect.gen(function* () {
      const shown = yield* told("bar", 79, { rows: 3000, perSecond: 1000 })
      expect(shown).toContain("2,100 cases, 1,000 a second")
    }),
  )

  it.effect("is a line every five seconds where there is no terminal", () =>
    Effect.gen(function* () {
      const shown = yield* told("lines", Infinity, { rows: 16_000, perSecond: 1000, total: 16_000 })
      expect(shown.filter((line) => line !== "(gone)")).toEqual([
        "read 5,000 of 16,000 cases, 1,000 a second, about 11 s left",
        "read 10,000 of 16,000 cases, 1,000 a second, about 6 s left",
        "read 15,000 of 16,000 cases, 1,000 a second, about 1 s left",
      ])
    }),
  )

  it.effect("says nothing and asks for no total when it is quick", () =>
    Effect.gen(function* () {
      let asked = 0
      const shown = yield* told("bar", 79, { rows: 400, perSecond: 1000, total: 400, asked: () => (asked += 1) })
      expect({ asked, shown }).toEqual({ asked: 0, shown: ["(gone)"] })
    }),
  )

  it.effect("forgets a slow start", () =>
    Effect.gen(function* () {
      const { service, shown } = display("lines", Infinity)
      const rows = Stream.concat(reading(20, 10), reading(40_000, 1000)).pipe(
        Progress.counted("cases", Effect.succeedSome(40_020)),
      )
      const fiber = yield* rows.pipe(Stream.runDrain, Effect.provideService(ProgressDisplay, service), Effect.fork)
      for (let tick = 0; tick < 430; tick++) yield* TestClock.adjust("100 millis")
      yield* fiber
      expect(shown).toContain("read 28,020 of 40,020 cases, 1,000 a second, about 12 s left")
    }),
  )
})
