import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { amili, program } from "./amili.ts"
import * as Tmux from "./tmux.ts"

describe("amili case browse", () => {
  it("says that it needs a terminal where there is none", async () => {
    const { code, stderr, stdout } = await amili(["case", "browse"])
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr).toBe(
      "amili: case browse draws on a terminal, and there is none here. Next: amili case open lists cases for programs and files\n",
    )
  })
})

describe.skipIf(Tmux.lacksTmux)(`amili case browse in a terminal${Tmux.skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "amili-browse-"))
  let terminal: Tmux.Terminal

  beforeAll(() => {
    writeFileSync(join(folder, "amili"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
    chmodSync(join(folder, "amili"), 0o755)
  })
  beforeEach(() => {
    terminal = Tmux.open(80, 12, folder)
    terminal.press(
      `stty -a > ${folder}/before; sh -c 'echo $$ > ${folder}/pid; exec amili case browse'; echo "ended with $?"`,
      "Enter",
    )
    terminal.shows("1-8 of 319")
  })
  afterEach(() => terminal.close())
  afterAll(() => rmSync(folder, { recursive: true }))

  const isAsBefore = () => {
    terminal.press(`stty -a > ${folder}/after; cmp ${folder}/before ${folder}/after && echo "the same"`, "Enter")
    return terminal.shows("\nthe same")
  }

  it("shows a page, the next one and the one before", () => {
    expect(terminal.shows("q quit")).toMatchSnapshot("first")
    terminal.press("n")
    expect(terminal.shows("9-16 of 319")).toMatchSnapshot("second")
    terminal.press("p")
    terminal.shows("1-8 of 319")
    terminal.press("p")
    terminal.shows("this is the first page")
  })

  it("opens a case and comes back to its row", () => {
    terminal.press("Down", "Enter")
    expect(terminal.shows("b back")).toMatchSnapshot()
    terminal.press("b")
    expect(terminal.shows("1-8 of 319")).toContain("> 695532fe2913b851ed55a230")
  })

  it("sorts, filters and turns to closed cases", () => {
    terminal.press("s")
    terminal.shows("Open cases, oldest first: 1-8 of 319")
    terminal.press("s")
    expect(terminal.shows("largest first")).toMatchSnapshot()
    terminal.press("/", "d", "i", "s", " ", "m", "i", "n", "=", "9")
    terminal.shows("/dis min=9_")
    terminal.press("Enter")
    terminal.shows("filtered by dis min=9: 1-8 of")
    terminal.press("c")
    terminal.shows("Closed cases, largest first, filtered by dis min=9")
    terminal.press("/", " ", "x", "=", "1", "Enter")
    terminal.shows('no filter: x. Try dispute, min=1000, creditor="name", an invoice number')
  })

  it("fits another size", () => {
    terminal.resize(110, 9)
    expect(terminal.shows("1-5 of 319")).toMatchSnapshot()
  })

  it("leaves the terminal as it was, on q", () => {
    terminal.press("q")
    expect(terminal.shows("ended with 0")).not.toContain("Open cases")
    isAsBefore()
  })

  it("leaves the terminal as it was, on Ctrl-C, in the midst of a filter too", () => {
    terminal.press("/", "x", "C-c")
    expect(terminal.shows("ended with 130")).not.toContain("Open cases")
    isAsBefore()
  })

  it("leaves the terminal as it was, on SIGTERM", () => {
    process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), "SIGTERM")
    expect(terminal.shows("ended with 130")).not.toContain("Open cases")
    isAsBefore()
  })
})
