import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "..")
const tsc = join(root, "..", "node_modules", "typescript", "bin", "tsc")

describe("pages for developers", () => {
  it.each([
    ["docs/core.md", 12],
    ["packages/core/README.md", 2],
  ])(
    "show programs that compile: %s",
    (page, least) => {
      const text = readFileSync(join(root, "..", page), "utf8")
      const programs = Array.from(text.matchAll(/^```ts\n([\s\S]*?)^```$/gm), ([, program = ""]) => program)
      expect(programs.length).toBeGreaterThanOrEqual(least)
      const folder = join(root, "dist", "docs", page.replaceAll(/\W/g, "-"))
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      programs.forEach((program, index) => writeFileSync(join(folder, `program${index}.ts`), program))
      const options = { noEmit: true, composite: false, rootDir: ".", types: ["node"], plugins: [] }
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({
          extends: join(root, "..", "tsconfig.base.json"),
          compilerOptions: options,
          include: ["*.ts"],
        }),
      )
      let said = ""
      try {
        execFileSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" })
      } catch (error) {
        said = typeof error === "object" && error !== null && "stdout" in error ? String(error.stdout) : String(error)
      }
      expect(said).toBe("")
    },
    120_000,
  )
})
