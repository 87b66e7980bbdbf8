import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

const column = async (index: number, ...argv: ReadonlyArray<string>) =>
  linesOf((await amili(["case", ...argv])).stdout).map((line) => line.split("\t")[index] ?? "")

const everClosed = ["closed", "--since", "2020-01-01"]

describe("a list of cases", () => {
  it("is narrowed by state, several at a time or in one word", async () => {
    const states = await column(2, "open", "--state", "dispute,estate", "--state", "reminder")
    expect(new Set(states)).toEqual(new Set(["dispute", "estate", "reminder"]))
  })

  it("is narrowed by creditor, by name or by id", async () => {
    const byName = await column(0, "open", "--creditor", "Åsa Öström 0")
    const [document = "{}"] = linesOf((await amili(["case", "open", "--creditor", "Åsa Öström 0", "--json"])).stdout)
    const byId = await column(0, "open", "--creditor", String(JSON.parse(document).creditorId))
    expect(byName.length).toBeGreaterThan(0)
    expect(new Set(byId)).toEqual(new Set(byName))
  })

  it("is narrowed by amount, a decimal comma allowed", async () => {
    const amounts = (await column(5, "open", "--min", "1234,56", "--max", "2000")).map(Number)
    expect(amounts.length).toBeGreaterThan(0)
    expect(Math.min(...amounts)).toBe(1234.56)
    expect(Math.max(...amounts)).toBeLessThanOrEqual(2000)
  })

  it("is narrowed by the day on which the case was created", async () => {
    const { stdout } = await amili(["case", "open", "--since", "2025-06-01", "--until", "2025-07-01", "--json"])
    const created = linesOf(stdout).map((line) => String(JSON.parse(line).createdAt))
    expect(created.length).toBeGreaterThan(0)
    expect(created.every((at) => at >= "2025-05-31T22:00" && at < "2025-06-30T22:00")).toBe(true)
  })

  it("is cut in two by an age, nothing in both halves and nothing in none", async () => {
    const [old, young] = await Promise.all([
      column(0, "open", "--min-age", "500"),
      column(0, "open", "--max-age", "499"),
    ])
    expect(old.length + young.length).toBe(319)
    expect(old.filter((id) => young.includes(id))).toEqual([])
  })

  it("is narrowed to paid or unpaid, which leaves out what is neither", async () => {
    const paid = await column(4, ...everClosed, "--paid")
    const unpaid = await column(4, ...everClosed, "--unpaid")
    expect(new Set(paid)).toEqual(new Set(["paid"]))
    expect(new Set(unpaid)).toEqual(new Set(["unpaid"]))
    expect(279 - paid.length - unpaid.length).toBe(11)
  })

  it("is narrowed by reason and by settlement class", async () => {
    expect(await column(3, ...everClosed, "--reason", "prescribed")).toHaveLength(6)
    const classes = await column(5, ...everClosed, "--class", "loss,unclassified")
    expect(new Set(classes)).toEqual(new Set(["loss", "unclassified"]))
    expect(classes.filter((name) => name === "unclassified")).toHaveLength(11)
  })

  it("is sorted and limited, in one request or in many alike", async () => {
    const ten = await column(5, "open", "--sort", "-remaining", "--limit", "10")
    const many = await column(5, "open", "--sort", "-remaining", "--limit", "150")
    const all = (await column(5, "open", "--sort", "-remaining")).filter((text) => text !== "")
    expect(ten).toHaveLength(10)
    expect(many).toHaveLength(150)
    expect(many.slice(0, 10)).toEqual(ten)
    expect(all).toEqual(all.toSorted((a, b) => Number(b) - Number(a)))
  })

  it("shows the chosen fields, as lines, JSON and CSV", async () => {
    const fields = ["case", "open", "--limit", "1", "--sort", "invoice,id", "--fields", "invoice,creditor,remaining"]
    expect((await amili([...fields, "--state", "reminder"])).stdout).toMatchSnapshot("lines")
    expect((await amili([...fields, "--state", "reminder", "--json"])).stdout).toMatchSnapshot("JSON")
    expect((await amili([...fields, "--creditor", 'Citat "AB" 11', "--csv"])).stdout).toMatchSnapshot("CSV")
  })

  it("keeps the debtor out of chosen fields unless --debtor allows it", async () => {
    const { code, stderr } = await amili(["case", "open", "--fields", "id,debtor"])
    expect(code).toBe(2)
    expect(stderr).toContain('"debtor" is about the debtor. Next: add --debtor to see it')
  })

  it("notes a state that nobody knows instead of looking empty without a word", async () => {
    const { code, stderr } = await amili(["case", "open", "--state", "remindr"])
    expect(code).toBe(0)
    expect(stderr).toContain('"remindr" is no state that we know')
  })

  it.each([
    [["--sort", "size"], '--sort: cannot sort by "size"'],
    [["--fields", "size"], '--fields: no field is called "size"'],
    [["--min", "much"], '--min takes an amount such as 1500.50, not "much"'],
    [["--limit", "0"], "--limit takes a whole number from 1 to 1000000"],
    [["--json", "--csv"], "--json and --csv exclude each other"],
  ])("refuses %j", async (argv, text) => {
    const { code, stderr } = await amili(["case", "open", ...argv])
    expect(code).toBe(2)
    expect(stderr).toContain(text)
  })
})
