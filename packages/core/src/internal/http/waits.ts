/** Who is told when a call waits: nobody, unless a program listens. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** A pause before a request. It carries no secret. */
export interface Wait {
  /** Another attempt after a failure, or the server's rate limit. */
  readonly reason: "retry" | "rate limit"
  /** How long the call waits. */
  readonly milliseconds: number
  /** Of a retry: what happened, as it completes "the API ...". */
  readonly problem?: string
}

export class Waits extends Context.Reference<Waits>()("core/internal/Waits", {
  defaultValue: (): ((wait: Wait) => Effect.Effect<void>) => () => Effect.void,
}) {}
