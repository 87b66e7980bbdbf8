// Raises versions by the changesets, and what core says of its own version in its User-Agent with them.
import { spawnSync } from "node:child_process"
import { createRequire } from "node:module"
import { readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const changeset = createRequire(import.meta.url).resolve("@changesets/cli/bin.js")
const { status } = spawnSync(process.execPath, [changeset, "version"], { cwd: root, stdio: "inherit" })
if (status !== 0) process.exit(status ?? 1)

const { version } = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"))
const file = join(root, "packages/core/src/internal/http/version.ts")
writeFileSync(file, readFileSync(file, "utf8").replace(/"[^"]+"/, `"${version}"`))
