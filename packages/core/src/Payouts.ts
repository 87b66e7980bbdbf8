/** Queries over payouts: a reader of the resource, see `Reader`. */
import * as Effect from "effect/Effect"
import { resource } from "./Payout.ts"
import * as Reader from "./Reader.ts"

/** Reads payouts: by id, in lists and pages, and counts them. */
export class Payouts extends Effect.Service<Payouts>()("core/Payouts", { effect: Reader.make(resource) }) {}
