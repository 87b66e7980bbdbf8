import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, vi } from "vitest"
import { example } from "./example.ts"
import { dataPath } from "./support/sie.ts"

describe("the example of the readme", () => {
  it("is the compiled one", async () => {
    const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8")
    const [, code = ""] = /```ts\n([^]*?)```/.exec(readme) ?? []
    const source = await readFile(join(import.meta.dirname, "example.ts"), "utf8")
    expect(code.split("\n").length).toBeGreaterThan(5)
    expect(source).toContain(code.replaceAll(/^(?=.)/gm, "  "))
  })

  it("runs", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sie-readme-"))
    await copyFile(dataPath("ledger.se"), join(folder, "bokforing.se"))
    const print = vi.spyOn(console, "log").mockImplementation(() => {})
    const before = process.cwd()
    process.chdir(folder)
    try {
      await example()
      expect(print.mock.calls[0]).toEqual(["Exempelbolaget AB", [], [expect.stringContaining("CRLF")]])
      expect(print.mock.calls[1]).toEqual([[]])
    } finally {
      print.mockRestore()
      process.chdir(before)
      await rm(folder, { recursive: true })
    }
  })
})
