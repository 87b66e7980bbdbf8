import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as ExitCode from "@amili-cases/app-kit/ExitCode"
import * as Help from "@amili-cases/app-kit/Help"
import * as Man from "@amili-cases/app-kit/Man"
import * as Settings from "@amili-cases/app-kit/Settings"
import * as Tree from "@amili-cases/app-kit/Tree"
import { describe, expect, it } from "vitest"
import { app } from "../src/App.ts"
import * as Choice from "../src/setup/Choice.ts"

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const file = at("../../../docs/export.md")

const commands = await Promise.all(
  Tree.leaves(app.root).map(async ({ leaf, path }) => ({ leaf, path, command: await leaf.load() })),
)

/** The text with what stands between the marks replaced. */
const replaced = (text: string, mark: string, content: string) => {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  return `${text.slice(0, text.indexOf(start) + start.length)}\n${content}${text.slice(text.indexOf(end))}`
}

const current = () => {
  const table = ExitCode.table.map(({ code, meaning }) => `| ${code} | ${meaning} |\n`).join("")
  const text = replaced(readFileSync(file, "utf8"), "exit codes", `| code | meaning |\n|---|---|\n${table}`)
  return replaced(
    text,
    "commands",
    commands.map(({ command, leaf, path }) => `${Help.markdown(leaf, command, path)}\n`).join(""),
  )
}

const pages = Man.pagesOf({
  name: app.root.name,
  summary: app.root.summary,
  commands,
  environment: { ...Settings.variables, ...Choice.variables, ...Choice.otherVariables, ...Settings.otherVariables },
})

describe("docs/export.md", () => {
  it("is what the program's own help says (AMILI_WRITE_DOCS=1 writes it)", () => {
    if (process.env.AMILI_WRITE_DOCS === "1") writeFileSync(file, current())
    expect(readFileSync(file, "utf8")).toBe(current())
  })
})

describe("the manual pages", () => {
  it.each(pages.map((page) => [page.file, page.text]))(
    "%s is what the help says (AMILI_WRITE_DOCS=1)",
    (name, text) => {
      const path = at(`../man/${name}`)
      if (process.env.AMILI_WRITE_DOCS === "1") writeFileSync(path, text)
      expect(readFileSync(path, "utf8")).toBe(text)
    },
  )

  it("are all installed with the package", () => {
    const file = at("../package.json")
    const man = pages.map((page) => `./man/${page.file}`)
    const installed = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>
    if (process.env.AMILI_WRITE_DOCS === "1")
      writeFileSync(file, `${JSON.stringify({ ...installed, man }, undefined, 2)}\n`)
    expect((JSON.parse(readFileSync(file, "utf8")) as { man: unknown }).man).toEqual(man)
  })
})

describe("the help of every command", () => {
  it.each(commands.map(({ command, path }) => [path.join(" "), command] as const))(
    "of %s explains each option, and has an example",
    (_, command) => {
      expect(command.examples.length).toBeGreaterThan(0)
      expect(command.flags.filter((flag) => flag.description === "")).toEqual([])
      expect(command.positionals.filter((positional) => positional.description === "")).toEqual([])
    },
  )
})
