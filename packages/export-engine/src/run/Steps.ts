/** The moments of a run between which a process can die: tests stop it at each of them. Does nothing otherwise. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

export class Steps extends Context.Reference<Steps>()("export-engine/Steps", {
  defaultValue: (): { readonly at: (step: string) => Effect.Effect<void> } => ({ at: () => Effect.void }),
}) {}

/** Says that the step is about to be taken: `rename:closed-000001-2026-01-13.csv`. */
export const at = (step: string): Effect.Effect<void> => Effect.flatMap(Steps, (steps) => steps.at(step))
