/** What `amili-export init` keeps for each profile, in a file of its own: where the exports go and how they look. No secrets. */
import * as ProfileFile from "@amili-cases/app-kit/settings/ProfileFile"
import { Schema } from "effect"

/** The words of the options of the same names; nothing in it is checked before it is used. */
const Kept = Schema.Struct({
  /** Absolute. */
  out: Schema.String,
  /** Absolute; absent: beside the exports. */
  journal: Schema.optional(Schema.String),
  format: Schema.optional(Schema.String),
  csv: Schema.optional(Schema.String),
  language: Schema.optional(Schema.String),
  perCreditor: Schema.optional(Schema.Boolean),
  /** As in `AMILI_EXPORT_CLASSES`; written by hand. */
  classes: Schema.optional(Schema.String),
})
export type Kept = typeof Kept.Type

export const { read, write } = ProfileFile.make("export.json", Kept, {
  what: "settings",
  again: "run amili-export init again",
})
