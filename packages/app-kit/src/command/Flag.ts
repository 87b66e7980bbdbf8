/** An option of a command as its help, its completions and the arrangement of its arguments need it. */

export interface Flag {
  /** With dashes, the long one last: `-j`, `--json`. */
  readonly names: ReadonlyArray<string>
  /** What the value is called (`date`, `open|closed`), or undefined for a switch. */
  readonly value: string | undefined
  /** May stand several times. */
  readonly repeated: boolean
  readonly description: string
}

/** The name that help and messages use. */
export const longName = (flag: Flag): string => flag.names.at(-1) ?? ""

export const find = (flags: ReadonlyArray<Flag>, name: string): Flag | undefined =>
  flags.find((flag) => flag.names.includes(name))
