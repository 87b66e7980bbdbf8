// Runs every check and every test through turbo, which leaves out what has not changed since it last passed,
// and ends with one line that counts them: `N passed, N failed`.
import { spawnSync } from "node:child_process"
import { createRequire } from "node:module"
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo")
const tasks = ["typecheck", "lint", "format:check", "unused", "build", "test"]
const runs = join(root, ".turbo", "runs")

rmSync(runs, { recursive: true, force: true })
const result = spawnSync(
  process.execPath,
  [
    turbo,
    "run",
    ...tasks,
    "--continue=dependencies-successful",
    "--summarize",
    "--concurrency=2",
    "--output-logs=new-only",
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" } },
)

let passed = 0
let failed = 0
const [summary] = existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith(".json")) : []
const executed = summary === undefined ? [] : JSON.parse(readFileSync(join(runs, summary), "utf8")).tasks
for (const { taskId, task, directory, execution } of executed) {
  const succeeded = execution !== undefined && execution.exitCode === 0
  const report = join(root, directory, ".reports", "vitest.json")
  if (task === "test" && existsSync(report)) {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"))
    passed += numPassedTests
    failed += succeeded ? numFailedTests : Math.max(1, numFailedTests)
  } else if (succeeded) passed += 1
  else failed += 1
  if (!succeeded) console.error(`failed: ${taskId}`)
}
if (result.status !== 0 && failed === 0) failed = 1

console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
