import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { root, run } from "./support/packages.ts"

const made = new Set(["node_modules", "dist", "out", ".git", ".turbo", ".reports"])

describe("a release", () => {
  let scratch = ""
  const read = (path: string) => readFile(join(scratch, path), "utf8")
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

  it("has versions and changelogs that say what the changesets say", async () => {
    await run(process.execPath, ["scripts/version.mjs"], { folder: scratch })
    for (const folder of ["packages/core", "apps/cli", "apps/export"]) {
      const { version } = JSON.parse(await read(`${folder}/package.json`))
      expect(await read(`${folder}/CHANGELOG.md`)).toContain(`## ${version}`)
    }
    const { version } = JSON.parse(await read("packages/core/package.json"))
    expect(await read("packages/core/src/internal/http/version.ts")).toContain(`"${version}"`)
    expect(await git("ls-files", "--deleted", ".changeset")).toContain("first-release.md")
  })

  it("can be published, every package", async () => {
    const publishing = ["publish", "--dry-run", "--no-git-checks", "--access", "public", "--config.ignore-scripts=true"]
    const packages = ["-r", "--filter=./packages/*", "--filter=./apps/*"]
    const published = await run("npx", ["--yes", "pnpm@10.34.9", ...packages, ...publishing])
    const folders = [...(await readdir(join(root, "packages"))), ...(await readdir(join(root, "apps")))]
    for (const name of folders) expect(published).toMatch(new RegExp(`^\\+ @amili-cases/${name}@`, "m"))
  })
})
