// Installs core, as it is packed, into an empty folder, and counts the sandbox's cases with it on every runtime that can be had:
// the Node at hand, Node 20, 22 and 24, Bun, Deno and workerd. What cannot be had is said and left out. `pnpm build` comes before it.
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { runPnpm } from "./setup.mjs"
import { countInWorkerd } from "./workerd.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const scratch = mkdtempSync(join(tmpdir(), "amili-runtimes-"))
const shell = process.platform === "win32"
const inFolder = (folder, command, ...args) => spawnSync(command, args, { cwd: folder, encoding: "utf8", shell })
const install = (folder, ...packages) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "package.json"), "{}")
  return inFolder(folder, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", ...packages)
}

/** On the path, or as a package of the registry. */
const candidates = [
  { name: "the Node at hand", command: process.execPath },
  ...["20", "22", "24"].map((major) => ({ name: `Node ${major}`, package: `node@${major}`, bin: "node" })),
  { name: "Bun", command: "bun", package: "bun", bin: "bun" },
  { name: "Deno", command: "deno", package: "deno", bin: "deno", args: ["run", "--allow-all"] },
]
const works = (command) => command !== undefined && inFolder(scratch, command, "--version").status === 0
const find = ({ bin, command, package: name }) => {
  if (works(command) || name === undefined) return command
  const folder = join(scratch, name)
  install(folder, name)
  const installed = join(folder, "node_modules/.bin", bin)
  return works(installed) ? installed : undefined
}

const program = `
import process from "node:process"
import { createAmili } from "@amili-cases/core/Promise"
const { AMILI_API_CODE: apiCode, AMILI_BASE_URL: baseUrl, PRIVATE_KEY: privateKey } = process.env
const amili = createAmili({ apiCode, baseUrl, privateKey })
console.log(await amili.cases.count())
await amili.close()
`

let failed = 0
const amili = join(root, "apps/cli/bin/amili.cjs")
const sandbox = spawn(process.execPath, [amili, "sandbox", "start", "--cases", "50", "--json"])
try {
  const packing = ["pack", "--config.ignore-scripts=true", "--pack-destination", scratch]
  const status = runPnpm("-r", "--filter", "@amili-cases/core", ...packing)
  if (status !== 0) throw new Error("core could not be packed")
  const tarball = readdirSync(scratch).find((name) => name.endsWith(".tgz")) ?? ""
  const { peerDependencies } = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"))
  const peers = Object.entries(peerDependencies).map(([name, range]) => `${name}@${range}`)
  const folder = join(scratch, "app")
  const installed = install(folder, join(scratch, tarball), ...peers)
  if (installed.status !== 0) throw new Error(`the tarball could not be installed: ${installed.stderr}`)
  writeFileSync(join(folder, "program.mjs"), program)
  const [line] = await Promise.race([once(sandbox.stdout, "data"), once(sandbox, "exit")])
  const environment = JSON.parse(String(line))
  const key = readFileSync(environment.AMILI_PRIVATE_KEY_FILE, "utf8")
  for (const candidate of candidates) {
    const command = find(candidate)
    if (command === undefined) {
      console.log(`${candidate.name}: cannot be had here, not tried`)
      continue
    }
    const { status, stderr, stdout } = spawnSync(command, [...(candidate.args ?? []), "program.mjs"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...environment, PRIVATE_KEY: key },
      timeout: 60_000,
    })
    const [version] = inFolder(scratch, command, "--version").stdout.split("\n")
    if (status === 0 && stdout === "50\n") console.log(`${candidate.name} (${version}): works`)
    else {
      console.error(`${candidate.name}: fails: ${stdout}${stderr}`)
      failed += 1
    }
  }
  const worker = await countInWorkerd({ folder, scratch, install, environment, key })
  if (worker === "50") console.log("workerd: works")
  else if (worker === undefined) console.log("workerd: cannot be had here, not tried")
  else {
    console.error(`workerd: fails: ${worker}`)
    failed += 1
  }
} finally {
  sandbox.kill()
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1
