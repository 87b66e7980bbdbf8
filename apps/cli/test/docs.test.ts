import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as ExitCode from "@amili-cases/app-kit/ExitCode"
import * as Help from "@amili-cases/app-kit/Help"
import * as Tree from "@amili-cases/app-kit/Tree"
import { describe, expect, it } from "vitest"
import { app } from "../src/App.ts"

const file = fileURLToPath(new URL("../../../docs/cli.md", import.meta.url))

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

describe("docs/cli.md", () => {
  it("is what the program's own help says (AMILI_WRITE_DOCS=1 writes it)", () => {
    if (process.env.AMILI_WRITE_DOCS === "1") writeFileSync(file, current())
    expect(readFileSync(file, "utf8")).toBe(current())
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
