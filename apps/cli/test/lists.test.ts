import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

describe("amili case open", () => {
  it("lists every open case when piped, tab-separated and without a header", async () => {
    const { code, stderr, stdout } = await amili(["case", "open"])
    const rows = linesOf(stdout).map((line) => line.split("\t"))
    expect({ code, stderr, rows: rows.length }).toEqual({ code: 0, stderr: "", rows: 319 })
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([9]))
    expect(rows.every(([id]) => /^[0-9a-f]{24}$/.test(id ?? ""))).toBe(true)
    expect(new Set(rows.map(([id]) => id)).size).toBe(319)
  })

  it("gives one JSON document a line, without anything about the debtor", async () => {
    const { stdout } = await amili(["case", "open", "--json"])
    const documents = linesOf(stdout).map((line): Record<string, unknown> => JSON.parse(line))
    expect(documents).toHaveLength(319)
    expect(documents.flatMap(Object.keys).filter((name) => name.startsWith("debtor"))).toEqual([])
  })

  it("shows the debtor on request", async () => {
    const { stdout } = await amili(["case", "open", "--json", "--debtor"])
    const documents = linesOf(stdout).map((line): Record<string, unknown> => JSON.parse(line))
    expect(documents.filter((document) => typeof document.debtorName === "string").length).toBeGreaterThan(300)
  })

  it.each(["80x14", "200x14"])("shows the newest on one screen of %s", async (terminal) => {
    const { stderr, stdout } = await amili(["case", "open"], { terminal })
    expect(stdout).toMatchSnapshot()
    expect(linesOf(stdout).length).toBe(12)
    expect(stderr).toBe("the newest 11 of 319 open cases; --all shows every one\n")
  })

  it("shows every one on a terminal with --all", async () => {
    const { stdout } = await amili(["case", "open", "--all"], { terminal: "120x14" })
    expect(linesOf(stdout)).toHaveLength(320)
  })

  it("has colour where it is wanted, and nowhere else", async () => {
    const bold = "\u001b[1m"
    expect((await amili(["case", "open"], { terminal: "80", environment: { NO_COLOR: undefined } })).stdout).toContain(
      bold,
    )
    expect(
      (await amili(["case", "open"], { terminal: "80", environment: { NO_COLOR: undefined, TERM: "dumb" } })).stdout,
    ).not.toContain(bold)
    expect((await amili(["case", "open"], { environment: { NO_COLOR: undefined } })).stdout).not.toContain("\u001b")
  })
})

describe("amili case closed", () => {
  it("lists what was closed since a day, and says what no date finds", async () => {
    const { code, stderr, stdout } = await amili(["case", "closed", "--since", "2020-01-01"])
    expect({ code, rows: linesOf(stdout).length }).toEqual({ code: 0, rows: 279 })
    expect(stderr).toBe("2 more closed without a close date, which no date finds; --undated shows them\n")
  })

  it("cuts the day in Stockholm", async () => {
    const january = await amili(["case", "closed", "--since", "2026-01-01", "--until", "2026-02-01"])
    const days = linesOf(january.stdout).map((line) => line.split("\t")[2] ?? "")
    expect(days.length).toBeGreaterThan(0)
    expect(days.every((day) => day.startsWith("2026-01"))).toBe(true)
  })

  it("lists those without a date on request", async () => {
    const { code, stderr, stdout } = await amili(["case", "closed", "--undated"])
    expect({ code, stderr, rows: linesOf(stdout).length }).toEqual({ code: 0, stderr: "", rows: 2 })
  })

  it.each(["80x10", "200x10"])("shows the latest on one screen of %s", async (terminal) => {
    const { stdout } = await amili(["case", "closed", "--since", "2020-01-01"], { terminal })
    expect(stdout).toMatchSnapshot()
  })

  it("calls an empty list a list, and says that it is empty", async () => {
    const { code, stderr, stdout } = await amili(["case", "closed", "--since", "2020-01-01", "--until", "2020-01-02"])
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" })
    expect(stderr).toContain("no cases closed since 2020-01-01, before 2020-01-02\n")
  })

  it("shows reasons that nobody has classed as they are", async () => {
    const { stdout } = await amili(["case", "closed", "--since", "2020-01-01"])
    const reasons = linesOf(stdout).map((line) => line.split("\t").slice(3, 6).join(" "))
    expect(reasons.filter((row) => row === "prescribed unknown unclassified")).toHaveLength(6)
    expect(reasons.filter((row) => row === "FULLY_PAID unknown unclassified")).toHaveLength(2)
  })
})
