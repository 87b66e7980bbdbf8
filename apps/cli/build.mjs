import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { bundle } from "../../scripts/bundle.mjs"

const folder = dirname(fileURLToPath(import.meta.url))
const amili = join(folder, "bin", "amili.cjs")

/** Looks one case up in a sandbox, so that the code cache holds what the quickest command runs. Only speed depends on it. */
const warmUp = async () => {
  const home = mkdtempSync(join(tmpdir(), "amili-build-"))
  const env = { PATH: process.env.PATH, HOME: home, USERPROFILE: home, SystemRoot: process.env.SystemRoot }
  const sandbox = spawn(process.execPath, [amili, "sandbox", "start", "--cases", "1"], { env })
  const lines = await new Promise((resolve) => {
    let text = ""
    sandbox.stdout.on("data", (chunk) => {
      text += chunk
      if (text.split("\n").length > 3) resolve(text)
    })
    sandbox.on("close", () => resolve(""))
  })
  if (lines === "") return rmSync(home, { recursive: true, force: true })
  const settings = Object.fromEntries(lines.split("\n").map((line) => line.replace(/^export /, "").split("=")))
  spawnSync(process.execPath, [amili, "case", "show", "000000000000000000000000", "--invoice", "1"], {
    env: { ...env, ...settings },
  })
  await new Promise((resolve) => sandbox.on("close", resolve).kill("SIGTERM"))
  rmSync(home, { recursive: true, force: true })
}

await bundle({
  folder,
  // Native code, and optional.
  external: ["@napi-rs/keyring"],
  separate: {
    "@amili-cases/test-fixtures/Sandbox": "sandbox",
    "@amili-cases/app-kit/Query": "query",
    "@amili-cases/app-kit/Template": "template",
  },
})
await warmUp()
