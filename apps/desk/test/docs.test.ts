import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Reference from "@amili-cases/app-kit/reference/Reference"
import * as UiLanguageOption from "@amili-cases/app-kit/command/UiLanguageOption"
import * as Connection from "@amili-cases/app-kit/settings/Connection"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import { describe, expect, it } from "vitest"
import { app } from "../src/App.ts"

const reference = await Reference.of(app.root, {
  ...Connection.variables,
  ...Settings.otherVariables,
  ...UiLanguageOption.variables,
})

describe("the manual page", () => {
  it.each(reference.pages.map((page) => [page.file, page.text]))(
    "%s is what the help says (AMILI_WRITE_DOCS=1)",
    (name, text) => {
      const file = fileURLToPath(new URL(`../man/${name}`, import.meta.url))
      if (process.env.AMILI_WRITE_DOCS === "1") writeFileSync(file, text)
      expect(readFileSync(file, "utf8")).toBe(text)
    },
  )

  it("is installed with the package", () => {
    const { man } = JSON.parse(readFileSync(fileURLToPath(new URL("../package.json", import.meta.url)), "utf8"))
    expect(man).toEqual(reference.man)
  })
})
