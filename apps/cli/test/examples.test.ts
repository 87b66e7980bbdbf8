import { spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { app } from "../src/App.ts"
import { environmentOf, program, run } from "./amili.ts"

const folder = mkdtempSync(join(tmpdir(), "amili-examples-"))
const examples = (
  await Promise.all(
    Tree.leaves(app.root).map(async ({ leaf }) => (await leaf.load()).examples.map(({ command }) => command)),
  )
).flat()

/** The ids that examples use belong to the guide: cases of the sandbox stand in for them. */
const known = (command: string) => command.replaceAll("6867da7788b9226bb78d716c", "665d0659802fc3098ba74178")

/** These run until they are stopped, need months of history, or move the clock that all tests share: their own tests run them. */
const elsewhere = (command: string) => /^amili (sandbox (start|next-month|bank)|case browse)/.test(command)

const hasCurl = spawnSync("curl", ["--version"]).status === 0
const runnable = (command: string) => !elsewhere(command) && (hasCurl || !command.startsWith("curl"))

beforeAll(() => {
  const shim = join(folder, "amili")
  writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  chmodSync(shim, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(process.platform === "win32")("an example of the help", () => {
  it.each(examples.filter(runnable))("runs: %s", async (command) => {
    const environment = { PATH: `${folder}:${environmentOf().PATH}`, HOME: folder }
    const { code, stderr } = await run("sh", ["-c", known(command)], { environment, folder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("amili: ") })
  })
})
