/** Queries over payouts: a reader of the resource, see `Reader`. */
import { Effect } from "effect"
import type { AmiliClient } from "./AmiliClient.ts"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { resource } from "./Payout.ts"
import * as Reader from "./Reader.ts"

const methods = Reader.make(resource)

export class Payouts extends Effect.Service<Payouts>()("core/Payouts", { effect: methods }) {
  /** An instance, for who puts services together without layers. */
  static readonly instance: Effect.Effect<Payouts, never, AmiliClient | AmiliConfig> = Effect.map(methods, this.make)
}
