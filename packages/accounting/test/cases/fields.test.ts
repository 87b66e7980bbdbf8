import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { debtorFields, fields } from "@amili-cases/accounting/cases/ExportedCase"
import { describe, expect, it } from "@effect/vitest"

const home = join(import.meta.dirname, "../..")
const cases = join(home, "src/cases")
const source = readFileSync(join(cases, "ExportedCase.ts"), "utf8")

/** Each field of the projection, and none. */
const variants = [...fields, ...debtorFields, undefined]

/** Compiles the rows against a projection without each of the fields at once; the names of the variants with an error. */
const refused = (): ReadonlySet<string> => {
  mkdirSync(join(home, "dist"), { recursive: true })
  // Inside the package, so that the compiler finds what the files import.
  const folder = mkdtempSync(join(home, "dist/fields-"))
  try {
    const files = variants.map((field) => {
      const name = field ?? "none"
      const without = source.replaceAll(new RegExp(`"${name}",?`, "g"), "")
      if (field !== undefined && without === source) throw new Error(`no field ${field} in ExportedCase.ts`)
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, "ExportedCase.ts"), without)
      for (const other of ["Privacy.ts", "Row.ts"]) {
        writeFileSync(join(folder, name, other), readFileSync(join(cases, other)))
      }
      return `${name}/Row.ts`
    })
    const config = {
      extends: join(home, "../../tsconfig.base.json"),
      compilerOptions: { noEmit: true, composite: false, incremental: false },
      files,
    }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
    const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc")
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
      cwd: folder,
      encoding: "utf8",
    })
    const errors = stdout.split("\n").filter((line) => /Row\.ts\(.*: error /.test(line))
    return new Set(errors.map((line) => line.split("/")[0] ?? ""))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe("the fields that an export asks for", () => {
  it("are all needed by the rows: without any of them they do not compile", { timeout: 60_000 }, () => {
    expect([...refused()].toSorted()).toEqual([...fields, ...debtorFields].toSorted())
  })
})
