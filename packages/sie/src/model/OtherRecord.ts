/** A record that the standard does not know, or that could not be understood, as the file has it. */
import * as Schema from "effect/Schema"
import { Field } from "./Field.ts"
import { line } from "./Line.ts"

const fields = {
  line,
  /** With its `#`, such as `#XYZ`; empty for a line that is not a record at all. */
  label: Schema.String,
  fields: Schema.Array(Field),
}

/** A line of its own or in the braces of a record: its label and its fields. */
export const OtherRow = Schema.Struct(fields)
export type OtherRow = typeof OtherRow.Type

/** A record as it stands in the file, with the lines in braces after it. */
export const OtherRecord = Schema.Struct({
  ...fields,
  /** The records in braces after it. */
  rows: Schema.optional(Schema.NonEmptyArray(OtherRow)),
})
export type OtherRecord = typeof OtherRecord.Type
