// Builds the public packages, tests them as they are packed, core on other runtimes too, and publishes with provenance
// those whose version is new: `pnpm release`, after `pnpm version-packages` has been committed. `pnpm release --dry-run` publishes nothing.
import { spawnSync } from "node:child_process"
import { readdirSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { runPnpm } from "./setup.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dryRun = process.argv.includes("--dry-run")
/** Stands in this repository wherever its address, its owners or its contact belong. */
const placeholder = ["OWNER", "REPOSITORY"].join("/")

const refuse = (message) => {
  console.error(`release: ${message}`)
  if (!dryRun) process.exit(1)
}
const pnpm = (...args) => {
  const status = runPnpm(...args)
  if (status !== 0) process.exit(status)
}

const { stdout } = spawnSync("git", ["grep", "-l", placeholder], { cwd: root, encoding: "utf8" })
if (stdout !== "")
  refuse(`${placeholder} stands for the repository's address in these files. Replace it first:\n${stdout}`)
if (readdirSync(`${root}/.changeset`).some((name) => name.endsWith(".md") && name !== "README.md"))
  refuse("changesets are left. Next: pnpm version-packages, then commit")

pnpm("run", "build")
pnpm("--filter", "@amili-cases/scripts", "exec", "vitest", "run", "test/packed.test.ts")
const runtimes = spawnSync(process.execPath, ["scripts/runtimes.mjs"], { cwd: root, stdio: "inherit" })
if (runtimes.status !== 0) process.exit(runtimes.status ?? 1)
const publishing = ["-r", "--filter=./packages/*", "--filter=./apps/*", "publish", "--access", "public", "--provenance"]
pnpm(...publishing, ...(dryRun ? ["--dry-run", "--no-git-checks"] : []))
if (!dryRun) pnpm("exec", "changeset", "tag")
