/** Queries over creditors: a reader of the resource, see `Reader`. */
import { Effect } from "effect"
import type { AmiliClient } from "./AmiliClient.ts"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { resource } from "./Creditor.ts"
import * as Reader from "./Reader.ts"

const methods = Reader.make(resource)

export class Creditors extends Effect.Service<Creditors>()("core/Creditors", { effect: methods }) {
  /** An instance, for who puts services together without layers. */
  static readonly instance: Effect.Effect<Creditors, never, AmiliClient | AmiliConfig> = Effect.map(methods, this.make)
}
