import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { root, run } from "./support/packages.ts"

const made = new Set(["node_modules", "dist", "out", ".git", ".turbo", ".reports"])

describe("a release", () => {
  let scratch = ""
  const read = (path: string) => readFile(join(scratch, path), "utf8")
  const write = (path: string, text: string) => writeFile(join(scratch, path), text)
  const publicFolders = async () => [
    ...(await readdir(join(scratch, "packages"))).map((name) => `packages/${name}`),
    "apps/cli",
    "apps/desk",
    "apps/export",
    "apps/fleet",
  ]
  const git = (...args: ReadonlyArray<string>) => run("git", args, { folder: scratch })

  // In a copy, because raising versions changes files.
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "amili-release-"))
    await cp(root, scratch, { recursive: true, filter: (path) => !made.has(basename(path)) })
    await symlink(join(root, "node_modules"), join(scratch, "node_modules"), "junction")
    await git("init", "--quiet")
    await git("add", "--all")
    await git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message=Test")
  })
  afterAll(() => rm(scratch, { recursive: true, force: true }))

  it("is refused while the repository has no address", async () => {
    const release = run(process.execPath, ["scripts/release.mjs"], { folder: scratch })
    await expect(release).rejects.toThrow(/OWNER\/REPOSITORY stands for .*\n(.*\n)*SECURITY\.md/)
  })

  it("gives every package a version, or has a changeset for its first one", async () => {
    const changesets = await Promise.all(
      (await readdir(join(scratch, ".changeset")))
        .filter((name) => name.startsWith("first-"))
        .map((name) => read(`.changeset/${name}`)),
    )
    for (const folder of await publicFolders()) {
      const { name, version } = JSON.parse(await read(`${folder}/package.json`))
      const isFirst = changesets.some((text) => text.startsWith(`---\n"${name}": minor\n---\n\nThe first release`))
      expect([name, version !== "0.0.0" || isFirst]).toEqual([name, true])
    }
  })

  it("begins with what a package is, and says later what has changed", async () => {
    for (const folder of await publicFolders()) {
      const manifest = await read(`${folder}/package.json`)
      await write(`${folder}/package.json`, manifest.replace(/"version": "[^"]+"/, '"version": "0.0.0"'))
      await rm(join(scratch, folder, "CHANGELOG.md"), { force: true })
    }
    for (const name of await readdir(join(scratch, ".changeset")))
      if (name.endsWith(".md")) await rm(join(scratch, ".changeset", name))
    const change = '---\n"@amili-cases/core": minor\n---\n\n**Breaking:** another name.\n'
    await write(".changeset/another-name.md", change)
    await write(".changeset/first-core.md", '---\n"@amili-cases/core": minor\n---\n\nThe first release.\n')

    const raised = async () => {
      await run(process.execPath, ["scripts/version.mjs"], { folder: scratch })
      const { version } = JSON.parse(await read("packages/core/package.json"))
      expect(await read("packages/core/src/internal/http/version.ts")).toContain(`"${version}"`)
      return [version, await read("packages/core/CHANGELOG.md")]
    }
    const [first, beginning] = await raised()
    expect(first).toBe("0.1.0")
    expect(beginning).toContain("The first release.")
    expect(beginning).not.toContain("Breaking")
    await write(".changeset/another-name.md", change)
    const [second, later] = await raised()
    expect(second).toBe("0.2.0")
    expect(later).toContain("**Breaking:** another name.")
    expect(JSON.parse(await read("examples/package.json"))).toMatchObject({ version: "0.0.0" })
  })

  it("can be published, every package", async () => {
    const publishing = ["publish", "--dry-run", "--no-git-checks", "--access", "public", "--config.ignore-scripts=true"]
    const packages = ["-r", "--filter=./packages/*", "--filter=./apps/*"]
    const published = await run("npx", ["--yes", "pnpm@10.34.9", ...packages, ...publishing])
    const folders = [...(await readdir(join(root, "packages"))), ...(await readdir(join(root, "apps")))]
    for (const name of folders) expect(published).toMatch(new RegExp(`^\\+ @amili-cases/${name}@`, "m"))
  })
})
