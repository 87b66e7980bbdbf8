import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Reference from "@amili-cases/app-kit/reference/Reference"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { app } from "../src/App.ts"
import { columns } from "../src/profiles/check.ts"
import * as Otlp from "../src/telemetry/Otlp.ts"
import * as Database from "../src/store/Database.ts"

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const reference = await Reference.of(app.root, { ...Database.variables, ...Otlp.variables })

/** What the file holds; written first, when that is asked for. */
const kept = (file: string, text: (before: string) => string) => {
  if (process.env.AMILI_WRITE_DOCS === "1")
    writeFileSync(file, text(readFileSync(file, { encoding: "utf8", flag: "a+" })))
  return readFileSync(file, "utf8")
}

describe("docs/fleet/commands.md", () => {
  it("is what the program's own help says (AMILI_WRITE_DOCS=1 writes it)", () => {
    const text = kept(at("../../../docs/fleet/commands.md"), reference.inDocument)
    expect(text).toBe(reference.inDocument(text))
  })
})

describe("docs/fleet/README.md", () => {
  it("explains each column of the profiles", () => {
    const text = readFileSync(at("../../../docs/fleet/README.md"), "utf8")
    for (const [name, about] of Object.entries(columns)) expect(text).toContain(`| \`${name}\` | ${about} |`)
  })
})

const Package = Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
const readPackage = Schema.decodeSync(Package)

describe("the manual pages", () => {
  it.each(reference.pages.map((page) => [page.file, page.text]))(
    "%s is what the help says (AMILI_WRITE_DOCS=1)",
    (name, text) => {
      expect(kept(at(`../man/${name}`), () => text)).toBe(text)
    },
  )

  it("are all installed with the package", () => {
    const text = kept(
      at("../package.json"),
      (before) => `${JSON.stringify({ ...readPackage(before), man: reference.man }, undefined, 2)}\n`,
    )
    expect(readPackage(text).man).toEqual(reference.man)
  })
})

describe("the help of every command", () => {
  it.each(reference.commands.map(({ command, path }) => [path.join(" "), command] as const))(
    "of %s explains each option, and has an example",
    (_, command) => {
      expect(command.examples.length).toBeGreaterThan(0)
      expect(command.flags.filter((flag) => flag.description === "")).toEqual([])
      expect(command.positionals.filter((positional) => positional.description === "")).toEqual([])
    },
  )
})
