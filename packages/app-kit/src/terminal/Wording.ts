/** Sentences for a terminal: commands as they have to be typed here, lines broken between words. */
import process from "node:process"
import * as Environment from "../settings/Environment.ts"
import { wrap } from "./Wrap.ts"

/** `npx amili case open` instead of `amili case open` for whoever has started the program so: it is not on their PATH. */
export const withNpx = (text: string, environment = Environment.variables): string =>
  environment.npm_command === "exec" ? text.replaceAll(/(?<![\w./-])amili(-export)? (?=[a-z])/g, "npx $&") : text

/** Broken between words where a line is longer than the terminal is wide; in a pipe lines stay whole. */
export const fit = (text: string, columns: number | undefined): string =>
  columns === undefined
    ? text
    : text
        .split("\n")
        .flatMap((line) => {
          const indent = /^ */.exec(line)?.[0] ?? ""
          return line.length <= columns ? [line] : wrap(line, columns - indent.length).map((part) => indent + part)
        })
        .join("\n")

/** The width of stderr, when it is a terminal. */
export const columnsOfStderr = (): number | undefined =>
  process.stderr.isTTY ? Math.max(20, process.stderr.columns || 80) : undefined

/** A text for stderr, ready to be written. */
export const forStderr = (text: string): string => fit(withNpx(text), columnsOfStderr())
