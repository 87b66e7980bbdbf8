/** The line of progress on stderr, which has to be out of the way whenever anything else is written to the terminal. */
import { fstatSync } from "node:fs"
import process from "node:process"
import * as Option from "effect/Option"
import type { Display } from "./ProgressDisplay.ts"
import * as Environment from "../settings/Environment.ts"
import * as Stderr from "./stderr.ts"

/** None where stdout is a pipe on a terminal: the program that reads it (`less`) may own the screen. */
export const current = (): Option.Option<Display> => {
  if (!process.stderr.isTTY || Environment.variables.TERM === "dumb")
    return Option.some({
      kind: "lines",
      width: () => Infinity,
      show: (line) => Stderr.write(`${line}\n`),
      hide: () => {},
    })
  if (!process.stdout.isTTY && !isFile(1)) return Option.none()
  return Option.some({ kind: "bar", width: () => (process.stderr.columns || 80) - 1, show, hide })
}

/** Takes the line off the screen, if there is one. */
export const hide = (): void => {
  if (shown) Stderr.write("\r\u001b[K")
  shown = false
}

let shown = false
let watched = false

const show = (line: string) => {
  if (!watched) process.on("exit", hide)
  watched = true
  shown = true
  Stderr.write(`\r${line}\u001b[K`)
}

const isFile = (handle: number) => {
  try {
    return fstatSync(handle).isFile()
  } catch {
    return false
  }
}
