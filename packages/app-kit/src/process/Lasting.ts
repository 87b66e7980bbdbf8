/**
 * Services that last as long as the process, which releases their memory and connections when it ends: closing them first
 * takes longer than to decode a case. Not for what has to be finished: journals, locks, files.
 */
import { Effect, Layer, Scope } from "effect"

/** The layer in a scope that is never closed. */
export const layer = <ROut, E, RIn>(inner: Layer.Layer<ROut, E, RIn>): Layer.Layer<ROut, E, RIn> =>
  Layer.effectContext(Effect.flatMap(Scope.make(), (scope) => Layer.buildWithScope(inner, scope)))
