import { build } from "esbuild"
import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const exec = promisify(execFile)
const core = join(import.meta.dirname, "..")
const shell = process.platform === "win32"

describe("the package in a browser", () => {
  it("bundles without a single module of Node's", async () => {
    const { metafile, outputFiles } = await build({
      stdin: { contents: `export * from "@amili-cases/core"`, resolveDir: core },
      bundle: true,
      format: "esm",
      platform: "browser",
      metafile: true,
      write: false,
      minify: true,
    })
    const imported = Object.values(metafile.inputs).flatMap((input) => input.imports)
    expect(imported.filter((one) => one.external === true || one.path.startsWith("node:"))).toEqual([])
    expect(outputFiles[0]?.text).not.toContain("node:")
  })

  it("leaves out what is not used", async () => {
    const size = async (contents: string) => {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: core },
        bundle: true,
        format: "esm",
        write: false,
        minify: true,
        platform: "browser",
      })
      return outputFiles[0]?.contents.length ?? 0
    }
    const some = await size(`import { of } from "@amili-cases/core/SettlementClass"; console.log(of("fully_paid"))`)
    const all = await size(`import * as core from "@amili-cases/core"; console.log(core)`)
    expect(some).toBeLessThan(all / 2)
  })
})

const program = `
import * as Case from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import { Money } from "@amili-cases/core"
import { createAmili } from "@amili-cases/core/Promise"
import { BigDecimal, Effect, Stream } from "effect"

const decoded = Case.resource.decode({ _id: "6867da7788b9226bb78d716c", total_remaining_capital_amount: 1500.5 })
if (decoded._tag === "Left") throw new Error(decoded.left)
const amount: BigDecimal.BigDecimal = decoded.right.remainingCapital ?? Money.zero
console.log(Money.format(amount))

export const invoices = async (): Promise<ReadonlyArray<string | undefined>> => {
  const amili = createAmili({ baseUrl: "https://api-sandbox.amili.se", accessToken: "token", amounts: "string" })
  const found = await amili.cases.get("6867da7788b9226bb78d716c", { projection: ["remainingCapital"] })
  // @ts-expect-error not asked for
  console.log(found.state)
  const capital: string | undefined = found.remainingCapital
  await amili.close()
  return [capital]
}

export const numbers = Effect.gen(function* () {
  const cases = yield* Cases
  const rows = cases.open({}, { projection: ["debt.invoiceNumber"] })
  // @ts-expect-error not asked for
  yield* Stream.runForEach(rows, (row) => Effect.log(row.state))
})
`

describe("the line that installs the package", () => {
  it.each(["README.md", "../../docs/core.md"])(
    "asks in %s for the peers that core runs on, not for the latest",
    async (file) => {
      const { peerDependencies } = JSON.parse(await readFile(join(core, "package.json"), "utf8"))
      const line = /npm install @amili-cases\/core (.+)/.exec(await readFile(join(core, file), "utf8"))
      const peers = (line?.[1] ?? "").split(" ").map((peer) => peer.split(/(?<=.)@/))
      expect(new Set(peers.map(([name]) => name))).toEqual(new Set(Object.keys(peerDependencies)))
      for (const [name, version] of peers) expect(peerDependencies[name ?? ""]).toContain(`^${version}.`)
    },
  )
})

describe("the package, packed and installed elsewhere", () => {
  let scratch = ""
  const run = (file: string, ...args: ReadonlyArray<string | ReadonlyArray<string>>) =>
    exec(file, args.flat(), { cwd: scratch, shell })

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "amili-core-"))
    await exec("npx", ["--yes", "pnpm@10.34.9", "pack", "--pack-destination", scratch], { cwd: core, shell })
    const tarball = (await readdir(scratch)).find((name) => name.endsWith(".tgz"))
    await writeFile(
      join(scratch, "package.json"),
      JSON.stringify({
        type: "module",
        dependencies: {
          "@amili-cases/core": `file:./${tarball}`,
          "@effect/platform": "0.97.2",
          effect: "3.22.4",
          "typescript-5": "npm:typescript@5.9.3",
          "typescript-7": "npm:typescript@7.0.2",
        },
      }),
    )
    await writeFile(join(scratch, "program.ts"), program)
    await run("npm", "install", "--no-audit", "--no-fund", "--prefer-offline")
  }, 240_000)

  afterAll(() => rm(scratch, { recursive: true, force: true }))

  const compile = (version: 5 | 7, module: string, moduleResolution: string, outDir: string) =>
    run(
      process.execPath,
      `node_modules/typescript-${version}/bin/tsc`,
      `--strict --exactOptionalPropertyTypes --target es2022 --lib es2023,dom --outDir ${outDir}`.split(" "),
      `--module ${module} --moduleResolution ${moduleResolution} program.ts`.split(" "),
    )

  it.each([
    [5, "node16", "node16"],
    [7, "node16", "node16"],
    [7, "esnext", "bundler"],
  ] as const)(
    "compiles and runs with TypeScript %d under module %s, resolution %s",
    async (version, module, resolution) => {
      const outDir = `out-${version}-${resolution}`
      await compile(version, module, resolution, outDir).catch((error: { stdout: string }) => {
        throw new Error(error.stdout)
      })
      const { stdout } = await run(process.execPath, `${outDir}/program.js`)
      expect(stdout.trim()).toBe("1500.50")
    },
    120_000,
  )

  it("can be required by a program of CommonJS modules", async () => {
    const text = `console.log(typeof require("@amili-cases/core/Promise").createAmili)`
    const { stdout } = await run(process.execPath, "--input-type=commonjs", "-e", text)
    expect(stdout.trim()).toBe("function")
  })

  it("hides what is internal", async () => {
    const imported = run(
      process.execPath,
      "--input-type=module",
      "-e",
      `await import("@amili-cases/core/internal/read/walk")`,
    )
    await expect(imported).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED")
  })
})

describe("the exports of the package", () => {
  it("have an entry for each public module, and no other", async () => {
    const { exports } = JSON.parse(await readFile(join(core, "package.json"), "utf8"))
    const modules = (await readdir(join(core, "src"))).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? [])
    const paths = modules.map((name) => (name === "index" ? "." : `./${name}`))
    expect(new Set(Object.keys(exports))).toEqual(new Set([...paths, "./internal/*"]))
    for (const [path, entry] of Object.entries(exports)) {
      const name = path === "." ? "index" : path.slice(2)
      const files = {
        "@amili-cases/source": `./src/${name}.ts`,
        types: `./dist/${name}.d.ts`,
        default: `./dist/${name}.js`,
      }
      expect(entry).toEqual(path === "./internal/*" ? null : files)
    }
  })
})
