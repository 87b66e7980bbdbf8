import * as Data from "effect/Data"

/** The bytes are no SIE file: no record that the standard knows is in them. */
export class NotSie extends Data.TaggedError("NotSie")<{
  readonly message: string
  readonly hint: string
}> {}

/** The error for a file without a byte. */
export const empty = () =>
  new NotSie({ message: "the file is empty", hint: "export it again from the accounting program" })

/** The error for a file in UTF-16. */
export const utf16 = () =>
  new NotSie({ message: "the file is in UTF-16, which is not SIE", hint: "save it as code page 437 or UTF-8" })

/** The error for a file in which no line is a record that the standard knows. */
export const withoutRecords = () =>
  new NotSie({
    message: "no line is a record of a SIE file, such as #FNAMN or #VER",
    hint: "choose a SIE file: its name ends in .se, .si or .sie",
  })
