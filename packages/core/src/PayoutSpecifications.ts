/** Queries over payout specifications: a reader of the resource, see `Reader`. */
import { Effect } from "effect"
import type { AmiliClient } from "./AmiliClient.ts"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { resource } from "./PayoutSpecification.ts"
import * as Reader from "./Reader.ts"

const methods = Reader.make(resource)

export class PayoutSpecifications extends Effect.Service<PayoutSpecifications>()("core/PayoutSpecifications", {
  effect: methods,
}) {
  /** An instance, for who puts services together without layers. */
  static readonly instance: Effect.Effect<PayoutSpecifications, never, AmiliClient | AmiliConfig> = Effect.map(
    methods,
    this.make,
  )
}
