/**
 * The folder of this user on this machine for what must not be lost with the exports: the identity of the machine, and
 * the witnesses of journals. Undefined where there is none, such as for a user without a home.
 */
import * as Context from "effect/Context"

export class StateFolder extends Context.Reference<StateFolder>()("export-engine/StateFolder", {
  defaultValue: (): { readonly path: string | undefined } => ({ path: undefined }),
}) {}
