import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "../..")
const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"))
const pages = ["README.md", "CONTRIBUTING.md", ...docs.map((name) => `docs/${name}`)]

/** Files and folders of the repository that a page names: targets of links, and code that begins with a folder of ours. */
const named = (page: string): ReadonlyArray<string> => {
  const text = readFileSync(join(root, page), "utf8")
  const links = Array.from(text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g), ([, target = ""]) =>
    join(dirname(page), target),
  )
  const code = Array.from(
    text.matchAll(/`((?:api|apps|bench|docs|examples|packages|scripts)\/[\w./-]*[\w/])`/g),
    ([, path = ""]) => path,
  )
  const listed = Array.from(
    text.matchAll(/^((?:apps|bench|docs|examples|packages|scripts)[\w./-]*) {2,}/gm),
    ([, path = ""]) => path,
  )
  return [...links, ...code, ...listed]
}

describe("files that a page names", () => {
  it.each(pages)("exist: %s", (page) => {
    expect(named(page).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it("are found in links, in code and in lists", () => {
    expect(named("CONTRIBUTING.md")).toEqual(
      expect.arrayContaining(["docs/glossary.md", "packages/core/src/Case.ts", "packages/sheets"]),
    )
  })
})
