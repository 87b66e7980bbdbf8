/** Where the notes of a run go: at once to a person, and among the warnings of the answer for a program. */
import type { Bilingual } from "@amili-cases/app-kit/settings/UiLanguage"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Effect from "effect/Effect"

export const withNotes = <A extends Outcome, E, R>(
  run: Effect.Effect<A, E, R>,
  { json }: { readonly json: boolean },
): Effect.Effect<A, E, R> => {
  if (!json) return run
  const notes: Array<Bilingual> = []
  return run.pipe(
    Effect.provideService(Notes, { note: (text) => Effect.sync(() => void notes.push(text)) }),
    Effect.map((outcome) => ({ ...outcome, warnings: [...notes, ...outcome.warnings] })),
  )
}
