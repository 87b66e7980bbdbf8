/** The sandbox of a started desk from outside: its bank, its faults, and `amili-export` on the same journal. */
import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Desk } from "./Desk.ts"

const command = join(import.meta.dirname, "../../../export/bin/amili-export.cjs")

const folder = (desk: Desk) => join(desk.home, "amili-sandbox")

export const exportsOf = (desk: Desk): string => join(folder(desk), "exports")

const door = (desk: Desk, path: string): string => {
  const settings = readFileSync(join(folder(desk), "settings", "amili", "profiles.json"), "utf8")
  const [base] = /http:\/\/127\.0\.0\.1:\d+/.exec(settings) ?? []
  return `${base}/__sandbox/${path}`
}

/** The bank's file of a month. */
export const bankFile = async (desk: Desk, from: string, to: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(door(desk, `bank?from=${from}&to=${to}`))).arrayBuffer())

/** From now on, such as `stall=1@/cases`; without one nothing goes wrong any more. */
export const fault = async (desk: Desk, text?: string): Promise<void> => {
  const path = text === undefined ? "faults" : `faults?fault=${encodeURIComponent(text)}`
  const { ok } = await fetch(door(desk, path), { method: text === undefined ? "DELETE" : "POST" })
  if (!ok) throw new Error(`no such fault: ${text}`)
}

/** The documents that the command prints with `--json`, on the journal of the desk. */
export const exported = (desk: Desk, ...args: ReadonlyArray<string>): Promise<ReadonlyArray<unknown>> =>
  new Promise((resolve, reject) => {
    const env = {
      PATH: process.env["PATH"],
      HOME: desk.home,
      LANG: "C",
      AMILI_KEYCHAIN: "off",
      XDG_CONFIG_HOME: join(folder(desk), "settings"),
      XDG_STATE_HOME: join(folder(desk), "state"),
    }
    execFile(process.execPath, [command, ...args, "--json"], { env, maxBuffer: 1 << 26 }, (_, stdout, stderr) => {
      try {
        const lines = stdout.split("\n").filter((line) => line !== "")
        resolve(lines.map((line): unknown => JSON.parse(line)))
      } catch {
        reject(new Error(stderr))
      }
    })
  })
