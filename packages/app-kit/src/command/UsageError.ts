/** The command line, or a value in it, is wrong: exit code 2. */
import * as Data from "effect/Data"

interface Said {
  /** What is wrong with what was typed. */
  readonly message: string
  /** What to type instead. */
  readonly hint?: string | undefined
}

export class UsageError extends Data.TaggedError("UsageError")<
  Said & {
    readonly swedish?: Said | undefined
    /** The value that is refused, and why, without the name of its option: for apps that have fields instead of options. */
    readonly refused?: Refused | undefined
  }
> {
  readonly exitCode = 2
}

interface Refused {
  readonly setting: string
  readonly problem: string
  readonly swedish?: string | undefined
}

/** The same in English and Swedish. */
export const inBoth = (en: Said, sv: Said, refused?: Refused): UsageError =>
  new UsageError({ ...en, swedish: sv, refused })
