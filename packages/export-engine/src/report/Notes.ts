/** One-line notes for the person who started a command: a port that the app fills. Dropped by default. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

export class Notes extends Context.Reference<Notes>()("export-engine/Notes", {
  defaultValue: (): { readonly note: (text: Bilingual) => Effect.Effect<void> } => ({ note: () => Effect.void }),
}) {}

export const note = (text: Bilingual): Effect.Effect<void> => Effect.flatMap(Notes, (notes) => notes.note(text))
