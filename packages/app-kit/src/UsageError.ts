/** The command line, or a value in it, is wrong: exit code 2. */
import { Schema } from "effect"

/** `message` says what is wrong with what was typed, `hint` what to type instead. */
export class UsageError extends Schema.TaggedError<UsageError>()("UsageError", {
  message: Schema.String,
  hint: Schema.optional(Schema.String),
}) {
  readonly exitCode = 2
}
