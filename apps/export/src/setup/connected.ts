/** Commands that need the API: what is wrong with their options is reported before any setting is read. */
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Layers from "../Layers.ts"

/** `prepared` looks at the options alone and cannot reach the API; the work that it returns can. */
export const connected = <A, E, R, E2, R2>(
  { profile }: { readonly profile: Option.Option<string> },
  prepared: Effect.Effect<Effect.Effect<A, E, R>, E2, R2>,
) => Effect.flatMap(prepared, (work) => Effect.provide(work, Layers.run(profile)))
