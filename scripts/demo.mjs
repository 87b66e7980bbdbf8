// The whole path on one machine: installs, builds, starts the sandbox on loopback with a made-up Swedish portfolio,
// looks a case up and writes the accounting files to out/. Run it again at once and nothing is exported twice.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { install, runPnpm } from "./setup.mjs"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const out = join(root, "out")
const amili = join(root, "apps/cli/bin/amili.cjs")
const amiliExport = join(root, "apps/export/bin/amili-export.cjs")
/** The same seed and day give the same 2,000 cases every time. */
const portfolio = ["--cases", "2000", "--seed", "2026"]

const fail = (message) => {
  console.error(`demo: ${message}`)
  process.exit(1)
}

/** Starts the sandbox and waits until it has said where it listens: `export NAME='value'` lines, then ready. */
const startSandbox = () =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [amili, "sandbox", "start", "--port", "0", ...portfolio], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    const environment = {}
    child.on("exit", (code) => fail(`the sandbox ended early, with code ${code}`))
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [, name, value] = /^export (\w+)='?(.*?)'?$/.exec(line) ?? []
      if (name !== undefined) environment[name] = value
      if (environment.AMILI_BASE_URL && environment.AMILI_API_CODE && environment.AMILI_PRIVATE_KEY_FILE)
        resolve({ child, environment })
    })
  })

install()
if (runPnpm("run", "--silent", "build", "--output-logs=errors-only") !== 0) fail("the build failed")
mkdirSync(out, { recursive: true })

const sandbox = await startSandbox()

/** Runs one command as a user would, and shows it first. */
const run = (program, args, { capture = false, accept = [0] } = {}) => {
  const name = program === amili ? "amili" : "amili-export"
  console.log(`\n$ ${name} ${args.map((arg) => (arg.startsWith(root) ? arg.slice(root.length + 1) : arg)).join(" ")}`)
  const result = spawnSync(process.execPath, [program, ...args], {
    env: { ...process.env, ...sandbox.environment },
    stdio: ["ignore", capture ? "pipe" : "inherit", "inherit"],
    encoding: "utf8",
  })
  if (!accept.includes(result.status)) fail(`${name} ended with code ${result.status}`)
  return result.stdout ?? ""
}

console.log(`A sandbox with 2,000 made-up cases listens on ${sandbox.environment.AMILI_BASE_URL}.`)
console.log("It made a key pair; every command below signs with it and exchanges the signature for an access token.")

const [first = ""] = run(amili, ["case", "open", "--limit", "1", "--json"], { capture: true }).split("\n")
console.log(first)
run(amili, ["case", "show", JSON.parse(first).id])
run(amili, ["case", "summary"])
// Exit code 3: written, and some rows need a person (the sandbox, like the real server, has cases without a close date).
run(amiliExport, ["open", "--out", out], { accept: [0, 3] })
run(amiliExport, ["closed", "--out", out], { accept: [0, 3] })

sandbox.child.removeAllListeners("exit")
sandbox.child.kill("SIGTERM")

const files = readdirSync(out).filter((name) => /\.(csv|xlsx)$/.test(name))
if (!existsSync(out) || files.length === 0) fail("no file was written to out/")
console.log(`\nThe files are in out/:\n${files.map((name) => `  out/${name}`).join("\n")}`)
console.log(`
Next:
  npm run demo                                 again: no closed case is exported twice
  npx amili sandbox start                      a sandbox of your own, in a terminal of its own
  npx amili --help                             what else the command can do
  docs/core.md, docs/testing.md, README.md     for developers`)
