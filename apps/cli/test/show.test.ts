import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

const id = "665d0659802fc3098ba74178"
const closed = "66834b5708328ba900b7a724"
const unknown = "000000000000000000000000"

describe("amili case show", () => {
  it("shows a case to a person", async () => {
    const { code, stderr, stdout } = await amili(["case", "show", id], { terminal: "80x24" })
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toMatchSnapshot()
  })

  it("shows a closed case with what its reason means", async () => {
    expect((await amili(["case", "show", closed], { terminal: "80x24" })).stdout).toMatchSnapshot()
  })

  it("shows several to a program in the order in which they were asked for", async () => {
    const { stdout } = await amili(["case", "show", closed, id])
    expect(linesOf(stdout).map((line) => line.split("\t")[0])).toEqual([closed, id])
  })

  it("gives JSON, the option standing after the id", async () => {
    const { stdout } = await amili(["case", "show", id, "--json"])
    expect(JSON.parse(stdout)).toMatchSnapshot()
    expect(stdout).not.toContain("debtor")
  })

  it("finds by invoice number and by reference", async () => {
    const { stdout } = await amili(["case", "show", "--invoice", "INV-2024-00107", "--reference", "00090"])
    const ids = linesOf(stdout).map((line) => line.split("\t")[0])
    expect(ids[0]).toBe(id)
    expect(ids).toContain(closed)
  })

  it("notes a number that no case has, which is no failure", async () => {
    expect(await amili(["case", "show", "--invoice", "NONE"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "no case has the invoice number NONE\n",
    })
  })

  it("fails for an unknown id after showing the others", async () => {
    const { code, stderr, stdout } = await amili(["case", "show", unknown, id])
    expect(code).toBe(1)
    expect(linesOf(stdout)).toHaveLength(1)
    expect(linesOf(stderr)).toEqual([
      `amili: no case has the id ${unknown}, or these credentials may not see it. Next: check the id, or look it up with amili case show --invoice <number>`,
    ])
  })

  it("says so when a number is given for an id", async () => {
    const { code, stderr } = await amili(["case", "show", "INV-1"])
    expect(code).toBe(2)
    expect(stderr).toBe(
      'amili: "INV-1" is not a case id, which is 24 hex digits. Next: for an invoice number: amili case show --invoice INV-1\n',
    )
  })

  it("asks which case when none is named", async () => {
    expect((await amili(["case", "show"])).code).toBe(2)
  })

  it("takes an id in capitals", async () => {
    expect((await amili(["case", "show", id.toUpperCase()])).code).toBe(0)
  })

  it("reads ids from stdin, between those that are typed", async () => {
    const { code, stdout } = await amili(["case", "show", closed, "-", id], { input: `\n${id}\n${closed}\n` })
    expect(code).toBe(0)
    expect(linesOf(stdout).map((line) => line.split("\t")[0])).toEqual([closed, id, closed, id])
  })

  it("refuses to watch more than one case", async () => {
    const { code, stderr } = await amili(["case", "show", "--watch", id, closed])
    expect(code).toBe(2)
    expect(stderr).toContain("--watch follows exactly one case")
  })

  it("watches a case that is closed already just once", async () => {
    const { code, stdout } = await amili(["case", "show", "--watch", closed])
    expect({ code, rows: linesOf(stdout).length }).toEqual({ code: 0, rows: 1 })
  })
})
