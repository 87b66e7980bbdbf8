/** What stdout is: a terminal of some size, or a pipe or file that a program reads. */
import process from "node:process"
import * as Environment from "../settings/Environment.ts"

export interface Screen {
  /** A person looks at it: tables, colour, one screen at a time. Otherwise: plain rows, all of them. */
  readonly terminal: boolean
  readonly columns: number
  readonly rows: number
  readonly colour: boolean
}

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

/**
 * `AMILI_FORCE_TTY=80x24` makes a pipe count as a terminal of that size. Colour: never with NO_COLOR or on a dumb
 * terminal, always with CLICOLOR_FORCE, otherwise on a terminal.
 */
export const of = (stream: Stream, environment: Environment.Variables): Screen => {
  const [, columns, rows] = /^(\d+)(?:x(\d+))?$/.exec(environment.AMILI_FORCE_TTY ?? "") ?? []
  const terminal = columns !== undefined || stream.isTTY === true
  return {
    terminal,
    columns: Math.max(20, Number(columns ?? (stream.columns || 80))),
    rows: Math.max(5, Number(rows ?? (stream.rows || 24))),
    colour: isSet(environment.NO_COLOR)
      ? false
      : (isSet(environment.CLICOLOR_FORCE) && environment.CLICOLOR_FORCE !== "0") ||
        (terminal && environment.TERM !== "dumb"),
  }
}

/** The screen of this process. */
export const current = (): Screen => of(process.stdout, Environment.variables)

/** Text in bold, where colour is on. */
export const bold = (screen: Screen, text: string): string => (screen.colour ? `\u001b[1m${text}\u001b[22m` : text)

/** Text that stands back, where colour is on. */
export const dim = (screen: Screen, text: string): string => (screen.colour ? `\u001b[2m${text}\u001b[22m` : text)

const isSet = (value: string | undefined) => value !== undefined && value !== ""
