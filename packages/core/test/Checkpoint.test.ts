import * as Checkpoint from "@amili-cases/core/Checkpoint"
import { DateTime, FastCheck as fc, Schema } from "effect"
import { describe, expect, it } from "vitest"

const at = (text: string): DateTime.Utc => DateTime.unsafeMake(text)
const iso = ({ from, until }: Checkpoint.Window) => [from && DateTime.formatIso(from), DateTime.formatIso(until)]

describe("Checkpoint.next", () => {
  it("reads everything the first time, up to what has settled", () =>
    expect(iso(Checkpoint.next(undefined, at("2026-01-13T12:00:00.500Z")))).toEqual([
      undefined,
      "2026-01-13T11:59:00.000Z",
    ]))

  it("reaches back by the lag, from the end of the last window", () =>
    expect(iso(Checkpoint.next({ until: at("2026-01-13T11:59:00Z") }, at("2026-01-14T12:00:00Z")))).toEqual([
      "2026-01-06T11:59:00.000Z",
      "2026-01-14T11:59:00.000Z",
    ]))

  it("takes lag and settle time from the options", () =>
    expect(
      iso(
        Checkpoint.next({ until: at("2026-01-13T00:00:00Z") }, at("2026-01-14T00:00:00Z"), {
          lag: "1 hour",
          settle: 0,
        }),
      ),
    ).toEqual(["2026-01-12T23:00:00.000Z", "2026-01-14T00:00:00.000Z"]))

  it("begins at the start that is given, and reaches back to it and no further", () => {
    const start = at("2026-01-10T00:00:00Z")
    const first = Checkpoint.next(undefined, at("2026-01-13T12:00:00Z"), { start })
    expect(iso(first)).toEqual(["2026-01-10T00:00:00.000Z", "2026-01-13T11:59:00.000Z"])
    const second = Checkpoint.next(Checkpoint.after(first), at("2026-01-14T12:00:00Z"))
    expect(iso(second)).toEqual(["2026-01-10T00:00:00.000Z", "2026-01-14T11:59:00.000Z"])
    const third = Checkpoint.next(Checkpoint.after(second), at("2026-02-14T12:00:00Z"))
    expect(iso(third)).toEqual(["2026-01-10T00:00:00.000Z", "2026-02-14T11:59:00.000Z"])
    expect(iso(Checkpoint.next(Checkpoint.after(third), at("2026-02-15T12:00:00Z")))[0]).toBe(
      "2026-02-07T11:59:00.000Z",
    )
  })

  it("never moves its end back when the server's clock does", () =>
    expect(iso(Checkpoint.next({ until: at("2026-01-13T11:59:00Z") }, at("2026-01-12T00:00:00Z")))[1]).toBe(
      "2026-01-13T11:59:00.000Z",
    ))

  it("leaves no instant out of its windows, however the clock runs", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: 2, maxLength: 20 }), (clock) => {
        let previous: Checkpoint.Checkpoint | undefined
        for (const seconds of clock) {
          const window = Checkpoint.next(previous, DateTime.unsafeMake(seconds * 1000 + 999))
          const reached = previous?.until.epochMillis ?? Number.NEGATIVE_INFINITY
          expect(window.from?.epochMillis ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(reached)
          expect(window.until.epochMillis).toBeGreaterThanOrEqual(reached)
          previous = Checkpoint.after(window)
        }
      }),
    ))
})

describe("Checkpoint", () => {
  it("survives being stored as JSON", () => {
    const json = Schema.parseJson(Checkpoint.Checkpoint)
    const checkpoint = { until: at("2026-01-13T11:59:00Z") }
    for (const one of [checkpoint, { ...checkpoint, floor: at("2025-01-01T00:00:00Z") }]) {
      expect(Schema.decodeSync(json)(Schema.encodeSync(json)(one))).toEqual(one)
    }
  })
})
