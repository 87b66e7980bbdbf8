import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

const three = ["case", "open", "--limit", "3", "--state", "reminder", "--sort", "created"]

/** Where nobody answers: what is refused here was refused before anything was asked. */
const nowhere = { environment: { AMILI_BASE_URL: "http://127.0.0.1:1", AMILI_ACCESS_TOKEN: "x" } }

describe("--query", () => {
  it("writes what it finds in each document, texts as they are and the rest as JSON", async () => {
    expect((await amili([...three, "--query", "state"])).stdout).toBe("reminder\n".repeat(3))
    expect((await amili([...three, "--query", "{s: state, r: type(remainingCapital)}"])).stdout).toBe(
      '{"s":"reminder","r":"number"}\n'.repeat(3),
    )
  })

  it("looks the same on a terminal", async () => {
    expect((await amili([...three, "--query", "state"], { terminal: "80x24" })).stdout).toBe("reminder\n".repeat(3))
  })

  it("leaves out the documents in which it finds nothing", async () => {
    const { stdout } = await amili(["case", "open", "--query", "[@][?state=='dispute'] | [0].id"])
    const disputed = await amili(["case", "open", "--state", "dispute", "--fields", "id"])
    expect(linesOf(stdout).length).toBeGreaterThan(10)
    expect(linesOf(stdout).toSorted()).toEqual(linesOf(disputed.stdout).toSorted())
  })

  it("says so when it finds nothing at all, as a mistyped field does", async () => {
    const { code, stderr, stdout } = await amili([...three, "--query", "sate"])
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" })
    expect(stderr).toBe("--query found nothing in any of 3; --json shows what there is\n")
  })

  it.each([
    [["payout", "list", "--query", "type(totalAmount)"], "number"],
    [["case", "summary", "--query", "by"], "state"],
    [["doctor", "--query", "name"], "Node"],
    [["case", "show", "665d0659802fc3098ba74178", "--query", "id"], "665d0659802fc3098ba74178"],
    [["api", "creditors", "--param", "max_results=1", "--query", "length(_items)"], "1"],
    [["api", "creditors", "--all", "--query", "name"], "Åsa Öström 0"],
  ])("works with %j", async (argv, first) => {
    const { code, stdout } = await amili(argv)
    expect({ code, first: linesOf(stdout)[0] }).toEqual({ code: 0, first })
  })

  it.each([
    ["a.", "it breaks off"],
    ["lenght(id)", "there is no function lenght()"],
    ["state = 'x'", "a single = compares nothing; write =="],
  ])("refuses %j before anything is asked", async (query, problem) => {
    const { code, stderr, stdout } = await amili([...three, "--query", query], nowhere)
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr).toContain(`amili: --query does not work: ${problem}. Next: `)
    expect(linesOf(stderr)).toHaveLength(1)
  })

  it("says what does not fit a document", async () => {
    const { code, stderr } = await amili([...three, "--query", "length(remainingCapital)"])
    expect(code).toBe(2)
    expect(stderr).toContain("length() expected argument 1")
  })

  it("goes with neither --csv nor --template", async () => {
    expect((await amili([...three, "--query", "id", "--csv"])).stderr).toContain("--query and --csv exclude each other")
    expect((await amili([...three, "--query", "id", "--template", "x"])).stderr).toContain("exclude each other")
  })
})

describe("--template", () => {
  it("writes amounts, days in Stockholm and tabs", async () => {
    const template = String.raw`{{remainingCapital | money}}\t{{createdAt | date}} {{createdAt | date: "%H:%M"}} {{closed.date | date}}.`
    const { stdout } = await amili([...three, "--template", template])
    expect(stdout).toMatchSnapshot()
  })

  it("keeps control characters of the API out of the terminal", async () => {
    const { stdout } = await amili(["case", "open", "--debtor", "--template", "{{debtorName}}"])
    expect(linesOf(stdout)).toHaveLength(319)
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u)
  })

  it("says so when nothing has a field of it", async () => {
    const { code, stderr } = await amili([...three, "--template", "{{sate}}"])
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "--template: nothing here has sate; --json shows what there is\n",
    })
  })

  it.each([
    ["{{id", "not closed"],
    ["{{id | mony}}", "undefined filter: mony"],
    ['{% include "/etc/passwd" %}', 'tag "include" not found'],
  ])("refuses %j before anything is asked", async (template, problem) => {
    const { code, stderr } = await amili([...three, "--template", template], nowhere)
    expect(code).toBe(2)
    expect(stderr).toContain(problem)
    expect(linesOf(stderr)).toHaveLength(1)
  })
})
