/** Builds the program and starts a sandbox with the recorded data, once for all tests. */
import { spawn, spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { TestProject } from "vitest/node"

declare module "vitest" {
  interface ProvidedContext {
    readonly environment: Readonly<Record<string, string>>
  }
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const data = (resource: string) => here(`../../../packages/test-fixtures/data/${resource}.ndjson`)
const resources = ["cases", "creditors", "finance--payouts", "finance--payout-specifications"]

export default async (project: TestProject): Promise<() => Promise<void>> => {
  // Turbo has built it already, and others may be running it by now.
  if (process.env.TURBO_HASH === undefined) {
    const built = spawnSync(process.execPath, [here("../../../scripts/bundle.mjs")], {
      cwd: here(".."),
      encoding: "utf8",
    })
    if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`)
  }
  const sandbox = spawn(process.execPath, [
    here("../bin/amili.cjs"),
    "sandbox",
    "start",
    "--data",
    ...resources.map(data),
  ])
  const lines = await new Promise<string>((resolve, reject) => {
    let stdout = ""
    sandbox.stdout.on("data", (chunk) => {
      stdout += String(chunk)
      if (stdout.includes("AMILI_PRIVATE_KEY_FILE") && stdout.endsWith("\n")) resolve(stdout)
    })
    sandbox.on("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)))
  })
  project.provide(
    "environment",
    Object.fromEntries(
      lines
        .trim()
        .split("\n")
        .map((line) => line.replace("export ", "").split("=")),
    ),
  )
  return () =>
    new Promise((resolve) => {
      sandbox
        .removeAllListeners("exit")
        .on("exit", () => resolve())
        .kill("SIGTERM")
    })
}
