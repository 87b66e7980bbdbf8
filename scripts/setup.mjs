// Installs what the lockfile says, if it is not there yet, then runs a script of package.json through pnpm.
// Uses nothing but Node and the npm that started it, so that it works right after `git clone`.
//
//   node scripts/setup.mjs [script] [arguments...]
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
const [pnpm] = manifest.packageManager.split("+")

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`this project needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer Node`)
  process.exit(1)
}

/** Runs pnpm in the version that package.json names, fetched by npm where it is not at hand. */
export const runPnpm = (...args) => {
  const npm = process.env.npm_execpath
  // npm tells where it is when it starts a script; a bare `node scripts/setup.mjs` finds npx on the path.
  const [command, prefix] =
    npm !== undefined && /npm-cli\.c?js$/.test(npm)
      ? [process.execPath, [npm, "exec", "--yes", "--", pnpm]]
      : [process.platform === "win32" ? "npx.cmd" : "npx", ["--yes", pnpm]]
  const result = spawnSync(command, [...prefix, ...args], {
    cwd: root,
    stdio: "inherit",
    // No program that it starts tells anybody that it was started.
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
    shell: command.endsWith(".cmd"),
  })
  if (result.error) console.error(`could not start pnpm: ${result.error.message}`)
  return result.status ?? 1
}

/** Installed means: pnpm finished after the lockfile was last written. */
const installed = () => {
  const done = join(root, "node_modules", ".modules.yaml")
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(root, "pnpm-lock.yaml")).mtimeMs
}

/** Brings the installed packages in line with the lockfile; ends the process when that fails. */
export const install = () => {
  if (installed()) return
  const status = runPnpm("install", "--frozen-lockfile")
  if (status !== 0) {
    console.error(
      "the packages could not be installed: is the npm registry reachable? Then run the same command again.",
    )
    process.exit(status)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install()
  const [script, ...args] = process.argv.slice(2)
  if (script !== undefined) process.exit(runPnpm("run", script, ...args))
}
