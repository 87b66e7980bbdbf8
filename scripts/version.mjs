// Raises versions by the changesets, and what core says of its own version in its User-Agent with them.
// In the first release only the changesets called first-* count: the others tell of changes to what nobody could install.
import { spawnSync } from "node:child_process"
import { createRequire } from "node:module"
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const core = join(root, "packages/core/package.json")
const versionOf = (path) => JSON.parse(readFileSync(path, "utf8")).version

if (versionOf(core) === "0.0.0") {
  const changesets = join(root, ".changeset")
  for (const name of readdirSync(changesets))
    if (name.endsWith(".md") && !name.startsWith("first-")) rmSync(join(changesets, name))
}

const changeset = createRequire(import.meta.url).resolve("@changesets/cli/bin.js")
const { status } = spawnSync(process.execPath, [changeset, "version"], { cwd: root, stdio: "inherit" })
if (status !== 0) process.exit(status ?? 1)

const file = join(root, "packages/core/src/internal/http/version.ts")
writeFileSync(file, readFileSync(file, "utf8").replace(/"[^"]+"/, `"${versionOf(core)}"`))
