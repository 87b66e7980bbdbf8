/** Runs a program as an attempt says, in a folder of its own, and tells what a person should never see. */
import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, isAbsolute, join } from "node:path"
import process from "node:process"
import * as ExitCode from "../../src/process/ExitCode.ts"
import type { Attempt } from "./mistakes.ts"

const limit = 30_000

/** What is wrong with how the program ended; nothing where it is as it should be. */
export const complaints = async (
  program: string,
  good: Readonly<Record<string, string>>,
  attempt: Attempt,
): Promise<ReadonlyArray<string>> => {
  const here = mkdtempSync(join(tmpdir(), "amili-attempt-"))
  try {
    prepare(here, attempt)
    const { code, text } = await run(program, here, environmentOf(here, good, attempt), attempt)
    return [
      ...(code === null ? [`no end within ${limit} ms`] : []),
      ...(ExitCode.table.some((row) => row.code === code) ? [] : [`ends with ${code}`]),
      ...text.split("\n").filter((line) => /^\s{2,}at |this is a bug|^Node\.js v|throw /.test(line)),
    ]
  } finally {
    rmSync(here, { recursive: true, force: true })
  }
}

const prepare = (here: string, { files }: Attempt) => {
  for (const folder of ["folder", "home", "bin"]) mkdirSync(join(here, folder))
  writeFileSync(join(here, "file"), "text")
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(here, name)), { recursive: true })
    if (text === undefined) mkdirSync(join(here, name), { recursive: true })
    else writeFileSync(join(here, name), text)
  }
}

const environmentOf = (here: string, good: Readonly<Record<string, string>>, { variables }: Attempt) => {
  const set = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value?.replaceAll("{here}", here)]),
  )
  const home = set["HOME"] ?? join(here, "home")
  // Whoever has no home gets that of the account, which is not ours to write to; nor are the tables of cron.
  const folders = isAbsolute(home)
    ? {}
    : { XDG_CONFIG_HOME: join(here, "home/.config"), XDG_CACHE_HOME: here, XDG_STATE_HOME: here }
  return {
    PATH: join(here, "bin"),
    HOME: home,
    NODE_COMPILE_CACHE: good["NODE_COMPILE_CACHE"],
    ...good,
    ...set,
    ...folders,
    AMILI_KEYCHAIN: "off",
  }
}

const run = (program: string, here: string, env: NodeJS.ProcessEnv, { argv }: Attempt) =>
  new Promise<{ readonly code: number | null; readonly text: string }>((resolve) => {
    const child = spawn(process.execPath, [program, ...argv.map((word) => word.replaceAll("{here}", here))], {
      env,
      cwd: here,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limit,
      killSignal: "SIGKILL",
    })
    let text = ""
    child.stdout.on("data", (data) => (text += String(data)))
    child.stderr.on("data", (data) => (text += String(data)))
    child.on("close", (code) => resolve({ code, text }))
  })
