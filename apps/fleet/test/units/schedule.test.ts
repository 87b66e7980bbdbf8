import { describe, expect, it } from "vitest"
import type { FleetProfile } from "../../src/profiles/FleetProfile.ts"
import { latest, spread } from "../../src/units/schedule.ts"

const profile = (name: string, more: Partial<FleetProfile> = {}): FleetProfile => ({
  name,
  baseUrl: "https://api.example",
  apiCode: "env:CODE",
  privateKey: "file:/key.pem",
  creditors: [],
  folder: "/exports",
  datasets: ["closed"],
  schedule: "0 2 * * *",
  ...more,
})

const at = (text: string) => Date.parse(text)

describe("what is due", () => {
  it("is the latest time of the schedule in Stockholm, also where days were missed and clocks change", () => {
    const periods = (now: string) => latest([profile("a")], at(now)).map(({ period }) => period)
    // 02:00 in Stockholm is 01:00 UTC in winter and 00:00 UTC in summer; a profile's own delay is at most 15 minutes.
    expect(periods("2026-01-13T00:59:00Z")).toEqual(["2026-01-12"])
    expect(periods("2026-01-13T01:15:01Z")).toEqual(["2026-01-13"])
    expect(periods("2026-07-13T00:15:01Z")).toEqual(["2026-07-13"])
    // 02:00 does not exist on 29 March.
    expect(periods("2026-03-29T12:00:00Z")).toEqual(["2026-03-29"])
  })

  it("is the month before for a reconciliation, on every day of a month", () => {
    const datasets = ["closed", "reconcile"] as const
    expect(latest([profile("a", { datasets })], at("2026-03-01T12:00:00Z"))).toEqual([
      { profile: "a", dataset: "closed", period: "2026-03-01" },
      { profile: "a", dataset: "reconcile", period: "2026-02" },
    ])
    expect(latest([profile("a", { datasets })], at("2026-01-31T12:00:00Z"))[1]?.period).toBe("2025-12")
  })

  it("is spread over a quarter of an hour, at the same delay each day", () => {
    const profiles = Array.from({ length: 900 }, (_, index) => profile(`p${index}`))
    const due = (seconds: number) =>
      latest(profiles, at("2026-01-13T01:00:00Z") + seconds * 1000).filter(({ period }) => period === "2026-01-13")
    expect(due(0).length).toBeLessThan(10)
    expect(due(spread / 2).length).toBeGreaterThan(400)
    expect(due(spread / 2).length).toBeLessThan(500)
    expect(due(spread)).toHaveLength(900)
    const early = due(100).map((unit) => unit.profile)
    const nextDay = latest(profiles, at("2026-01-14T01:00:00Z") + 100_000).filter(
      ({ period }) => period === "2026-01-14",
    )
    expect(nextDay.map((unit) => unit.profile)).toEqual(early)
  })

  it("is nothing where a schedule has no time", () => {
    expect(latest([profile("a", { schedule: "0 0 31 2 *" })], at("2026-01-13T12:00:00Z"))).toEqual([])
  })
})
