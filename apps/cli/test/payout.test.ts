import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

const payout = "68422f8043d4511d15b42436"

describe("amili payout", () => {
  it("lists every payout when piped, and one screen on a terminal", async () => {
    expect(linesOf((await amili(["payout", "list"])).stdout)).toHaveLength(40)
    const { stderr, stdout } = await amili(["payout", "list"], { terminal: "80x8" })
    expect(stdout).toMatchSnapshot()
    expect(stderr).toBe("the latest 5 of 40 payouts; --all shows every one\n")
  })

  it.each([3, 150])("shows at most the newest with --limit %i, like every other list", async (limit) => {
    const dates = async (...argv: ReadonlyArray<string>) =>
      linesOf((await amili(["payout", "list", "--fields", "date", ...argv])).stdout)
    const newest = (await dates()).toSorted().toReversed()
    expect(await dates("--limit", String(limit))).toEqual(newest.slice(0, limit))
  })

  it("narrows by the day of payment", async () => {
    const { stdout } = await amili(["payout", "list", "--since", "2026-01-01", "--until", "2026-02-01"])
    const days = linesOf(stdout).map((line) => line.split("\t")[1] ?? "")
    expect(days.length).toBeGreaterThan(0)
    expect(days.every((day) => day.startsWith("2026-01"))).toBe(true)
  })

  it("shows a payout with its lines", async () => {
    expect((await amili(["payout", "show", payout], { terminal: "80x24" })).stdout).toMatchSnapshot()
    const [line = "{}"] = linesOf((await amili(["payout", "show", payout, "--json"])).stdout)
    expect(JSON.parse(line)).toMatchObject({ payoutId: payout, amount: 2500 })
  })

  it("says what is wrong with an id", async () => {
    expect((await amili(["payout", "show", "P1"])).code).toBe(2)
    const { code, stderr } = await amili(["payout", "show", "000000000000000000000000"])
    expect(code).toBe(1)
    expect(stderr).toContain("Next: check the id")
  })
})

describe("amili api", () => {
  it("prints the answer as it came", async () => {
    const { stdout } = await amili(["api", "creditors", "--param", "max_results=2"])
    expect(JSON.parse(stdout)._meta).toEqual({ page: 1, max_results: 2, total: 12 })
    expect(stdout).toContain('"\\u00c5sa \\u00d6str\\u00f6m 0"')
  })

  it("tells an error as JSON with --json", async () => {
    const { code, stderr } = await amili(["api", "bread", "--json"])
    expect({ code, ...(JSON.parse(stderr) as object) }).toMatchObject({ code: 1, error: "RequestRefused" })
  })

  it("reads a list whole, each document once", async () => {
    const { stdout } = await amili(["api", "cases", "--all"])
    const ids = linesOf(stdout).map((line) => String(JSON.parse(line)._id))
    expect(new Set(ids).size).toBe(600)
    expect(ids).toHaveLength(600)
  })

  it("narrows a whole list", async () => {
    const { stdout } = await amili(["api", "cases", "--all", "--param", 'where={"closed":null}'])
    expect(linesOf(stdout)).toHaveLength(319)
  })

  it("leaves debtors out unless they are asked for", async () => {
    const one = ["api", "cases", "--param", "max_results=5"]
    expect((await amili(one)).stdout).not.toContain("customer_name")
    expect((await amili([...one, "--debtor"])).stdout).toContain("customer_name")
  })

  it.each([
    [["api", "bread"], 1, "no such resource"],
    [["api", "cases", "--param", "where"], 2, "--param takes name=value"],
    [["api", "cases", "--all", "--param", "where=x"], 2, "where has to be a JSON object"],
    [["api", "cases", "--param", 'where={"$where":"1"}'], 1, "400"],
  ])("says what is wrong with %j", async (argv, code, text) => {
    const ended = await amili(argv)
    expect(ended.code).toBe(code)
    expect(ended.stderr).toContain(text)
    expect(linesOf(ended.stderr)).toHaveLength(1)
  })
})
