import { describe, expect, inject, it } from "vitest"
import { amili } from "./amili.ts"

const { AMILI_BASE_URL = "", AMILI_PRIVATE_KEY_FILE = "" } = inject("environment")

/** What differs from one time to the next. */
const steady = (text: string) =>
  text
    .replaceAll(AMILI_BASE_URL, "http://127.0.0.1:8080")
    .replaceAll(AMILI_PRIVATE_KEY_FILE, "/home/me/private-key.pem")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, "2026-01-13 10:30")
    .replace(/v\d+\.\d+\.\d+ on \w+/, "v20.19.0 on linux")
    .replace(/within \d+ s/, "within 1 s")

const payout = "68422f8043d4511d15b42436"

describe.each([["80x24"], ["200x24"], [undefined]])("on a terminal of %s", (terminal) => {
  it.each([
    [["doctor"]],
    [["auth"]],
    [["auth", "status"]],
    [["auth", "logout", "--profile", "nobody"]],
    [["api", "creditors", "--param", "max_results=1"]],
    [["api", "creditors", "--all", "--query", "[name, is_active]"]],
    [["payout", "list", "--since", "2026-01-01"]],
    [["payout", "show", payout]],
    [["case", "open", "--limit", "4", "--debtor"]],
    [["case", "closed", "--since", "2020-01-01", "--limit", "4", "--debtor"]],
    [["case", "show", "665d0659802fc3098ba74178", "--debtor"]],
  ])("%j looks like this", async (argv) => {
    const { code, stderr, stdout } = await amili(argv, terminal === undefined ? {} : { terminal })
    expect(code).toBe(0)
    expect(`${steady(stdout)}--\n${steady(stderr)}`).toMatchSnapshot()
  })
})

describe("a table", () => {
  it.each([
    ["open", "--debtor"],
    ["closed", "--since", "2020-01-01", "--debtor", "--max", "999999"],
    ["closed", "--since", "2020-01-01"],
  ])("fits 80 columns: case %s %s", async (...argv) => {
    const { stdout } = await amili(["case", ...argv, "--limit", "40"], { terminal: "80x24" })
    const width = (line: string) =>
      line.replaceAll(/\p{M}/gu, "").replaceAll(/\p{Script=Han}|\p{Extended_Pictographic}/gu, "xx").length
    expect(stdout.split("\n").filter((line) => width(line) > 80)).toEqual([])
  })
})
