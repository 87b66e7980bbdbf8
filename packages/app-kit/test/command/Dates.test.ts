import * as NoPrompts from "../../src/command/NoPrompts.ts"
import * as Runnable from "../../src/command/Runnable.ts"
import * as Dates from "../../src/command/Dates.ts"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Command } from "@effect/cli"
import { Path } from "@effect/platform"
import { NodeFileSystem } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Option, TestClock } from "effect"

/** What a command that takes `--since` reads. */
const since = (text: string) =>
  Effect.gen(function* () {
    let read: DateTime.Utc | undefined
    const command = Command.make("list", { since: Dates.option("since", "") }, (given) =>
      Effect.sync(() => (read = given.since)),
    )
    yield* Runnable.make(command, { examples: [] }).run(["--since", text])
    return read === undefined ? "" : DateTime.formatIso(read)
  }).pipe(Effect.provide([NodeFileSystem.layer, Path.layer, NoPrompts.layer]))

const read = (text: string) =>
  Option.flatMap(CalendarDay.parse("2026-03-30"), (today) => Dates.parse(text, today)).pipe(
    Option.map(DateTime.formatIso),
    Option.getOrUndefined,
  )

describe("Dates", () => {
  it.each([
    ["2026-01-13", "2026-01-12T23:00:00.000Z"],
    ["2026-07-01", "2026-06-30T22:00:00.000Z"],
    ["today", "2026-03-29T22:00:00.000Z"],
    ["Yesterday", "2026-03-28T23:00:00.000Z"],
    ["7d", "2026-03-22T23:00:00.000Z"],
    ["2w", "2026-03-15T23:00:00.000Z"],
    ["0d", "2026-03-29T22:00:00.000Z"],
    ["2026-01-13T09:30:00Z", "2026-01-13T09:30:00.000Z"],
    ["2026-01-13T09:30+01:00", "2026-01-13T08:30:00.000Z"],
  ])("reads %s, by the clocks of Stockholm, summer time included", (text, instant) => {
    expect(read(text)).toBe(instant)
  })

  it.each([
    "",
    "13/1/2026",
    "2026-02-31",
    "2026-02-31T00:00:00Z",
    "2026-01-13T24:00:00Z",
    "2026-01-13T09:30",
    "7",
    "d",
    "-7d",
    "last week",
  ])("refuses %j", (text) => {
    expect(read(text)).toBeUndefined()
  })

  it.each([
    ["2026-10", "2026-09-30T22:00:00.000Z", "2026-10-31T23:00:00.000Z"],
    ["2026-12", "2026-11-30T23:00:00.000Z", "2026-12-31T23:00:00.000Z"],
    ["2028-02", "2028-01-31T23:00:00.000Z", "2028-02-29T23:00:00.000Z"],
  ])("reads the month %s", (name, from, until) => {
    const month = Option.getOrThrow(Dates.monthOf(name))
    expect([month.from, month.until].map(DateTime.formatIso)).toEqual([from, until])
  })

  it.each(["2026-13", "2026-1", "2026", "october", "2026-10-01"])("knows no month %j", (name) => {
    expect(Option.isNone(Dates.monthOf(name))).toBe(true)
  })

  it.each([
    [undefined, "2026-10-31T23:00:00Z", "everything through 2026-10-31"],
    ["2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z", "2026-10-01 through 2026-10-31"],
    ["2026-10-15T04:30:00Z", "2026-10-31T23:00:00Z", "2026-10-15 06:30 through 2026-10-31"],
    ["2026-09-30T22:00:00Z", "2026-11-03T05:29:00Z", "2026-10-01 until 2026-11-03 06:29"],
  ])("shows the time from %s until %s", (from, until, text) => {
    expect(Dates.span(from === undefined ? undefined : DateTime.unsafeMake(from), DateTime.unsafeMake(until))).toBe(
      text,
    )
  })

  it.effect("names the option, and shows how a date is written", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(since("31 feb"))
      expect(error).toMatchObject({
        message: '--since: "31 feb" is not a date',
        hint: expect.stringContaining("2026-01-13, yesterday, 7d"),
      })
    }),
  )

  it.effect("counts from today in Stockholm, which is already tomorrow late in the evening", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-01-13T23:30:00Z"))
      expect(yield* since("today")).toBe("2026-01-13T23:00:00.000Z")
    }),
  )

  it.effect.each([
    ["2026-10-25T22:30:00Z", "2026-10-23T22:00:00.000Z"],
    ["2026-10-25T23:30:00Z", "2026-10-24T22:00:00.000Z"],
    ["2026-03-29T21:30:00Z", "2026-03-27T23:00:00.000Z"],
    ["2026-03-29T22:30:00Z", "2026-03-28T23:00:00.000Z"],
  ] as const)("finds yesterday at %s, around midnight of the day on which the clocks change", ([now, yesterday]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse(now))
      expect(yield* since("yesterday")).toBe(yesterday)
    }),
  )

  it.effect("refuses a time that ends before it begins, or when it does", () =>
    Effect.gen(function* () {
      const between = (since: string, until: string) =>
        Dates.ordered({
          since: Option.map(CalendarDay.parse(since), CalendarDay.startOf),
          until: Option.map(CalendarDay.parse(until), CalendarDay.startOf),
        })
      for (const until of ["2026-01-12", "2026-01-13"]) {
        const error = yield* Effect.flip(between("2026-01-13", until))
        expect(error.message).toBe(`--until ${until} is not after --since (2026-01-13): nothing lies between them`)
      }
      yield* between("2026-01-13", "2026-01-14")
    }),
  )

  it("tells an instant in Stockholm time, summer and winter, and leaves other texts alone", () => {
    expect(Dates.shownIso("2026-01-13T09:30:59.999Z")).toBe("2026-01-13 10:30")
    expect(Dates.shownIso("2026-07-13T22:30:00.000Z")).toBe("2026-07-14 00:30")
    expect(Dates.shownIso("")).toBe("")
  })
})
