import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

describe("amili case summary", () => {
  it("counts every open case once by state and once by age", async () => {
    const { code, stderr, stdout } = await amili(["case", "summary"])
    const rows = linesOf(stdout).map((line) => line.split("\t"))
    const count = (by: string) => rows.filter(([first]) => first === by).reduce((sum, row) => sum + Number(row[3]), 0)
    expect({ code, state: count("state"), age: count("age") }).toEqual({ code: 0, state: 319, age: 319 })
    expect(stderr).toBe("3 of them carry no remaining capital and add nothing to the sums\n")
  })

  it("sums to the öre, beyond what a float can hold", async () => {
    const { stdout } = await amili(["case", "summary"])
    expect(linesOf(stdout)).toContain("state\tdebt_collection\tSEK\t25\t1000000000000014104210.02")
    expect(linesOf((await amili(["case", "summary", "--json"])).stdout)).toContain(
      '{"by":"state","name":"debt_collection","currency":"SEK","cases":25,"remaining":1000000000000014104210.02}',
    )
  })

  it("writes comma-separated values with a header", async () => {
    const { stdout } = await amili(["case", "summary", "--csv"])
    const [header, ...lines] = linesOf(stdout)
    expect(header).toBe("by,name,currency,cases,remaining")
    expect(lines).toContain("state,debt_collection,SEK,25,1000000000000014104210.02")
    expect(lines.map((line) => line.replaceAll(",", "\t"))).toEqual(linesOf((await amili(["case", "summary"])).stdout))
  })

  it.each(["80", "200"])("draws bars on a terminal of %s columns", async (terminal) => {
    const { stdout } = await amili(["case", "summary", "--state", "reminder,invoice,estate"], { terminal })
    const [states = ""] = stdout.split("\n\nAge")
    expect(states).toMatchSnapshot()
    expect(Math.max(...linesOf(stdout).map((line) => line.length))).toBeLessThanOrEqual(Number(terminal))
  })

  it("says so when there is nothing to sum", async () => {
    expect(await amili(["case", "summary", "--min", "1e9", "--state", "reminder"])).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "no open cases\n",
    })
  })
})
