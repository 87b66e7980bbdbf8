/**
 * What spreads the work: it keeps attempts until they are done, gives each profile to one worker at a time, and gives the
 * profiles of a dead worker to the others. A port: everything else knows these operations only.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Attempt } from "../units/Unit.ts"

/** Does an attempt. It ends in any case, and is interrupted where the profile goes to another worker. */
export type Work = (attempt: Attempt) => Effect.Effect<void>

export class Engine extends Context.Tag("fleet/Engine")<
  Engine,
  {
    /** Takes part as a worker until the scope closes. `open` begins the work of a profile, for as long as it has any. */
    readonly serve: (
      open: (profile: string) => Effect.Effect<Work, never, Scope.Scope>,
    ) => Effect.Effect<void, never, Scope.Scope>
    /** Keeps an attempt until some worker has done it. Sending it again changes nothing. */
    readonly send: (attempt: Attempt) => Effect.Effect<void, EngineFailed>
    /** Runs on one worker at a time, on another when that is gone. */
    readonly alone: (name: string, effect: Effect.Effect<never>) => Effect.Effect<void, never, Scope.Scope>
    /** Forgets attempts that have been done for long. */
    readonly prune: Effect.Effect<void, EngineFailed>
  }
>() {}

/** The engine cannot keep an attempt now. */
export class EngineFailed extends Data.TaggedError("EngineFailed")<{
  readonly message: string
  readonly hint: string
  readonly cause: unknown
}> {}
