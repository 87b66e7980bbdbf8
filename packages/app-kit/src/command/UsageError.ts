/** The command line, or a value in it, is wrong: exit code 2. */
import * as Data from "effect/Data"

/** `message` says what is wrong with what was typed, `hint` what to type instead. */
export class UsageError extends Data.TaggedError("UsageError")<{
  readonly message: string
  readonly hint?: string | undefined
  /** The value that is refused, and why, without the name of its option: for apps that have fields instead of options. */
  readonly refused?: { readonly setting: string; readonly problem: string } | undefined
}> {
  readonly exitCode = 2
}
