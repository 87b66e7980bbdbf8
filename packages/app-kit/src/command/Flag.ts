/** An option of a command as its help, its completions and the order of its arguments need it. */

export interface Named {
  /** With dashes, the long one last: `-j`, `--json`. */
  readonly names: ReadonlyArray<string>
  /** What the value is called (`date`, `open | closed`), or undefined for a switch. */
  readonly value: string | undefined
}

export interface Flag extends Named {
  /** The words that the value may be; none where it may be something else. */
  readonly choices: ReadonlyArray<string>
  /** May be given several times. */
  readonly repeated: boolean
  readonly required: boolean
  readonly description: string
}

/** The name that help and messages use. */
export const longName = (flag: Named): string => flag.names.at(-1) ?? ""

export const find = <F extends Named>(flags: ReadonlyArray<F>, name: string): F | undefined =>
  flags.find((flag) => flag.names.includes(name))
