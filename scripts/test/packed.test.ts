import { spawn } from "node:child_process"
import { once } from "node:events"
import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { install, pack, root, run, sizes } from "./support/packages.ts"

/** The installed program, with a home of its own. */
const program =
  (folder: string, app: string, bin: string) =>
  (args: ReadonlyArray<string>, environment = {}) =>
    run(process.execPath, [join(folder, "node_modules/@amili-cases", app, "bin", `${bin}.cjs`), ...args], {
      folder,
      environment: { HOME: folder, USERPROFILE: folder, LOCALAPPDATA: "", AMILI_KEYCHAIN: "off", ...environment },
    })

describe("the published packages", () => {
  let scratch = ""
  let tarballs: ReadonlyArray<string> = []
  const folderOf = (app: string) => join(scratch, app)
  const tarballOf = (app: string) => tarballs.find((path) => path.includes(`amili-cases-${app}-`)) ?? ""

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "amili-packed-"))
    tarballs = await pack(scratch)
    for (const app of ["cli", "export", "sie"]) await install([tarballOf(app)], folderOf(app))
    // It brings amili-export along, which schedules start.
    await install([tarballOf("desk"), tarballOf("export")], folderOf("desk"))
  })
  afterAll(() => rm(scratch, { recursive: true, force: true }))

  it("have nothing that publint or attw objects to", async () => {
    expect(tarballs.length).toBeGreaterThan(0)
    const bin = join(root, "scripts/node_modules/.bin")
    for (const tarball of tarballs) {
      await run(join(bin, "publint"), ["run", tarball, "--strict"])
      await run(join(bin, "attw"), [tarball, "--profile", "esm-only"])
    }
  })

  it.each([
    { app: "cli", megabytes: 5, mostFiles: 60, needs: ["@napi-rs/keyring"] },
    { app: "desk", megabytes: 30, mostFiles: 110, needs: ["@napi-rs/keyring", "libsql", "@amili-cases/export"] },
    { app: "export", megabytes: 25, mostFiles: 90, needs: ["@napi-rs/keyring", "libsql"] },
  ])("$app brings what it needs and nothing else", async ({ app, megabytes, mostFiles, needs }) => {
    const manifest = await readFile(join(folderOf(app), "node_modules/@amili-cases", app, "package.json"), "utf8")
    const { dependencies, optionalDependencies } = JSON.parse(manifest)
    expect(Object.keys({ ...optionalDependencies, ...dependencies })).toEqual(needs)
    const files = await sizes(folderOf(app))
    expect(files.length).toBeLessThanOrEqual(mostFiles)
    expect(files.reduce((sum, size) => sum + size, 0) / 1024 ** 2).toBeLessThanOrEqual(megabytes)
  })

  // The line of the documentation, with the tarballs in place of names, and an Effect that is newer than the one built against.
  it("share one Effect with a project that has a later patch release, and the documented tests compile there", async () => {
    const folder = folderOf("tests")
    const copy = join("node_modules/effect/package.json")
    const next = join(scratch, "effect")
    await cp(await realpath(join(root, "packages/core/node_modules/effect")), next, {
      recursive: true,
      dereference: true,
    })
    const manifest = JSON.parse(await readFile(join(next, "package.json"), "utf8"))
    const later = manifest.version.replace(/\d+$/, (patch: string) => `${Number(patch) + 1}`)
    await writeFile(join(next, "package.json"), JSON.stringify({ ...manifest, version: later }))
    const page = await readFile(join(root, "docs/testing.md"), "utf8")
    const [, line = ""] = /npm install --save-dev (@amili-cases\/test-fixtures .+)/.exec(page) ?? []
    const packages = line.split(" ").map((name) => {
      if (name.startsWith("effect@")) return next
      return name.startsWith("@amili-cases/") ? tarballOf(name.slice("@amili-cases/".length)) : name
    })
    await install([...packages, "--install-links", "@types/node@20"], folder)
    const copies = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(copy))
    expect(copies).toEqual([copy])

    const tests = ["tenLines.test.ts", "clocks.test.ts"]
    for (const name of tests) await cp(join(root, "packages/test-fixtures/test", name), join(folder, name))
    const options = "--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --target es2022 --module nodenext"
    await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options.split(" "), ...tests], {
      folder,
    })
    expect(await run("npx", ["vitest", "run", "tenLines"], { folder })).toContain("1 passed")
  }, 240_000)

  it("run where nothing else is installed", async () => {
    const amili = program(folderOf("cli"), "cli", "amili")
    const amiliExport = program(folderOf("export"), "export", "amili-export")
    for (const [app, installed] of [
      ["cli", amili],
      ["export", amiliExport],
    ] as const) {
      // Built from another version, the program would say that one.
      const manifest = await readFile(join(folderOf(app), "node_modules/@amili-cases", app, "package.json"), "utf8")
      expect(await installed(["--version"])).toBe(`${JSON.parse(manifest).version}\n`)
      expect(await installed(["--help"])).toContain("Commands:")
    }
    const sie = program(folderOf("sie"), "sie", "sie")
    expect(await sie(["--version"])).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(await sie(["show", join(root, "packages/sie/test/data/invoices.si")])).toContain("1 voucher of 2026-03-04")
    await withDesk(folderOf("desk"), async (address) => {
      const entered = await fetch(address, { redirect: "manual" })
      const [cookie = ""] = entered.headers.getSetCookie()
      const page = await (await fetch(new URL("/p/sandbox/cases", address), { headers: { cookie } })).text()
      expect(page).toMatch(/cases\/[0-9a-f]{24}"/)
      for (const [, asset = ""] of page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g))
        expect((await fetch(new URL(asset, address))).status).toBe(200)
    })
    await withSandbox(folderOf("cli"), async (environment) => {
      const { id } = JSON.parse(await amili(["case", "open", "--limit", "1", "--json"], environment))
      expect(await amili(["case", "show", id], environment)).toContain(id)
      expect(await amiliExport(["closed", "--out", "exported"], environment)).toContain("closed-000001-")
    })
  })
})

/** Starts the installed `amili-desk`, and stops it when `use` is over. */
const withDesk = async (folder: string, use: (address: string) => Promise<void>) => {
  const bin = join(folder, "node_modules/@amili-cases/desk/bin/amili-desk.cjs")
  const environment = { ...process.env, HOME: folder, USERPROFILE: folder }
  const desk = spawn(process.execPath, [bin, "--sandbox", "--no-browser", "--port", "0"], { env: environment })
  try {
    const [line] = await Promise.race([once(desk.stdout, "data"), once(desk, "exit")])
    await use(String(line).trim())
  } finally {
    desk.kill()
  }
}

/** Starts the sandbox of the installed `amili`, and stops it when `use` is over. */
const withSandbox = async (folder: string, use: (environment: Record<string, string>) => Promise<void>) => {
  const bin = join(folder, "node_modules/@amili-cases/cli/bin/amili.cjs")
  const sandbox = spawn(process.execPath, [bin, "sandbox", "start", "--cases", "50", "--json"])
  try {
    const [line] = await Promise.race([once(sandbox.stdout, "data"), once(sandbox, "exit")])
    await use(JSON.parse(String(line)))
  } finally {
    sandbox.kill()
  }
}
