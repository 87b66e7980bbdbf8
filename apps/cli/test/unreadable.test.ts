import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { amili, linesOf, withSandbox } from "./amili.ts"

const folder = mkdtempSync(join(tmpdir(), "amili-unreadable-"))
const file = join(folder, "cases.ndjson")
const [good, bad] = ["665d0659802fc3098ba74178", "665dbc15f871957d93caa3eb"]
const documents = [
  { _id: { $oid: good }, state: "reminder", total_remaining_capital_amount: 100 },
  { _id: { $oid: bad }, state: "reminder", total_remaining_capital_amount: "a secret amount" },
]
beforeAll(() => writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join("")))
afterAll(() => rmSync(folder, { recursive: true }))

describe("a case that cannot be read", () => {
  it.each([
    [["case", "open"], {}],
    [["case", "open"], { terminal: "80x24" }],
    [["case", "show", good, bad], {}],
    [["case", "summary"], {}],
  ])("in %j %j is told and left out, and the command fails in the end", async (argv, surroundings) => {
    await withSandbox(["--data", file], "SIGTERM", async (environment) => {
      const { code, stderr, stdout } = await amili(argv, { ...surroundings, environment })
      expect(code).toBe(1)
      expect(stdout).toContain("100.00")
      expect(stdout).not.toContain(bad)
      expect(stderr).toContain(`case ${bad} cannot be read and is left out`)
      expect(linesOf(stderr).at(-1)).toContain("amili: one case could not be read: the answer is not complete. Next: ")
      expect(stderr).not.toContain("secret")
    })
  })
})
