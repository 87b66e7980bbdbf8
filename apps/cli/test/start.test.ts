import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { amili, program } from "./amili.ts"

const wanted = ["case", "show", "665d0659802fc3098ba74178"]

describe("starting from compiled code", () => {
  let caches = ""
  const folder = () => join(caches, "amili", "code")
  const files = () => readdirSync(folder())
  const fileOf = (command: string) => join(folder(), files().find((name) => name.startsWith(`amili-${command}-`)) ?? "")
  const run = (argv: ReadonlyArray<string> = wanted, more = {}) =>
    amili(argv, { environment: { NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: caches, ...more } })

  beforeEach(() => {
    caches = mkdtempSync(join(tmpdir(), "amili-start-"))
  })
  afterEach(() => rmSync(caches, { recursive: true }))

  it("keeps it for its owner alone in the folder for caches, and starts from it with the same answer", async () => {
    const first = await run()
    expect(files()).toHaveLength(1)
    const file = fileOf("case-show")
    expect([statSync(folder()).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
    const written = statSync(file).mtimeMs
    expect(await run()).toEqual(first)
    expect(first.code).toBe(0)
    expect(statSync(file).mtimeMs).toBe(written)
  })

  it("leaves nothing in the package", async () => {
    await run()
    const bundle = readdirSync(join(dirname(program), "../dist/bundle"))
    expect(bundle.toSorted()).toEqual(["app.cjs", "build.json", "start.cjs"])
  })

  it("keeps one for each command, whatever follows its name", async () => {
    await run()
    await run(["case", "show", "10000017"])
    await run(["api", "/cases?max_results=1"])
    expect(files().map((name) => name.replace(/-[0-9a-f]{16}-.*/, ""))).toEqual(["amili-api", "amili-case-show"])
  })

  it("keeps none for a command that does not exist", async () => {
    expect((await run(["case", "shwo"])).code).toBe(2)
    expect(readdirSync(caches)).not.toContain("amili")
  })

  it("compiles anew what is damaged or could have been written by somebody else", async () => {
    const first = await run()
    const file = fileOf("case-show")
    const good = readFileSync(file)
    writeFileSync(file, good.subarray(0, 100_000))
    expect(await run()).toEqual(first)
    expect(statSync(file).size).toBeGreaterThan(100_000)
    chmodSync(file, 0o666)
    expect(await run()).toEqual(first)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it("writes nothing where others may write", async () => {
    await run()
    rmSync(fileOf("case-show"))
    chmodSync(folder(), 0o777)
    expect((await run()).code).toBe(0)
    expect(files()).toEqual([])
  })

  it("works where no folder can be made, and where there shall be none", async () => {
    expect((await run(wanted, { XDG_CACHE_HOME: "/dev/null" })).code).toBe(0)
    expect((await run(wanted, { NODE_DISABLE_COMPILE_CACHE: "1", XDG_CACHE_HOME: caches })).code).toBe(0)
    expect(readdirSync(caches).concat(readdirSync(join(caches, "amili")))).not.toContain("code")
  })

  it("starts many times at once in an empty folder", async () => {
    const codes = (await Promise.all(Array.from({ length: 6 }, () => run()))).map(({ code }) => code)
    expect(codes).toEqual([0, 0, 0, 0, 0, 0])
    expect(files()).toHaveLength(1)
  })

  it("removes what was written more than thirty days ago, and nothing that is not its own", async () => {
    await run()
    const before = new Date(Date.now() - 31 * 86_400_000)
    for (const name of ["amili-case-show-old", "amili-export-closed-old", "notes"]) {
      writeFileSync(join(folder(), name), "")
      utimesSync(join(folder(), name), before, before)
    }
    await run(["case", "open"])
    expect(files().toSorted()).toEqual([
      expect.stringMatching(/^amili-case-open-/),
      expect.stringMatching(/^amili-case-show-[0-9a-f]{16}/),
      "notes",
    ])
  })
})
