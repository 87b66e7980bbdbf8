/** Queries over payout specifications: a reader of the resource, see `Reader`. */
import * as Effect from "effect/Effect"
import { resource } from "./PayoutSpecification.ts"
import * as Reader from "./Reader.ts"

/** Reads payout specifications: by id, in lists and pages, and counts them. */
export class PayoutSpecifications extends Effect.Service<PayoutSpecifications>()("core/PayoutSpecifications", {
  effect: Reader.make(resource),
}) {}
