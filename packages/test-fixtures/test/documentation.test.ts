import * as Faults from "@amili-cases/test-fixtures/Faults"
import * as Oddity from "@amili-cases/test-fixtures/finance/Oddity"
import * as SandboxOptions from "@amili-cases/test-fixtures/SandboxOptions"
import { Either } from "effect"
import { readFileSync, writeFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const page = new URL("../../../docs/testing.md", import.meta.url)
const table = (head: string, rows: ReadonlyArray<readonly [string, string]>) =>
  [head, "|---|---|", ...rows.map(([left, right]) => `| \`${left}\` | ${right} |`)].join("\n")

const parts = {
  flags: table(
    "| flag | |",
    SandboxOptions.flags.map(({ flag, description }) => [flag, description.replace(/; kinds:.*/, " (see below)")]),
  ),
  oddities: table(
    "| unusual | what happens |",
    Oddity.all.map((oddity) => [oddity, `${Oddity.describe(oddity)} (${Oddity.probability(oddity, 1)})`]),
  ),
  faults: table("| kind | what the client meets |", Object.entries(Faults.kinds)),
}

/** The page with its generated parts as they should be; `DOCS=write` puts them there. */
const current = (text: string) =>
  Object.entries(parts).reduce(
    (page, [name, part]) =>
      page.replace(new RegExp(`(<!-- ${name} -->)[^]*(<!-- /${name} -->)`), `$1\n\n${part}\n\n$2`),
    text,
  )

describe("docs/testing.md", () => {
  it("lists every flag and every fault as the code has them", () => {
    const text = readFileSync(page, "utf8")
    if (process.env["DOCS"] === "write") writeFileSync(page, current(text))
    expect(readFileSync(page, "utf8")).toBe(current(text))
  })

  it.each(["tenLines", "clocks"])("shows the lines of %s that run", (name) => {
    expect(readFileSync(page, "utf8")).toContain(readFileSync(new URL(`./${name}.test.ts`, import.meta.url), "utf8"))
  })
})

describe("SandboxOptions", () => {
  it("names every option of its schema", () => {
    expect(SandboxOptions.flags.map(({ option }) => option).toSorted()).toEqual(
      Object.keys(SandboxOptions.SandboxOptions.fields).toSorted(),
    )
  })

  it("says what does not fit", () => {
    expect(Either.isRight(SandboxOptions.decode({ cases: 5, faults: ["reset=0.1"], shuffleTies: true }))).toBe(true)
    expect(Either.isLeft(SandboxOptions.decode({ cases: -1 }))).toBe(true)
  })
})
