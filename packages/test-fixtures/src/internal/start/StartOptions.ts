/** Everything that a sandbox can be started with, and why it may not start. */
import * as Schema from "effect/Schema"
import { type Document } from "../../Document.ts"
import type * as Drift from "../../Drift.ts"
import { type Settings } from "../../Engine.ts"
import type * as Faults from "../../Faults.ts"
import { type SandboxOptions } from "../../SandboxOptions.ts"

/** Why a sandbox does not start. */
export class SandboxError extends Schema.TaggedError<SandboxError>()("SandboxError", {
  message: Schema.String,
  /** The next step, if there is one. */
  hint: Schema.optional(Schema.String),
  /** What a program ends with where an option is wrong in itself. */
  exitCode: Schema.optional(Schema.Literal(2)),
}) {}

/** How a sandbox is started: what it serves, how it behaves, what goes wrong. Without any it serves 2,000 generated cases. */
export interface Options extends Omit<SandboxOptions, "faults"> {
  /** Documents to serve, by resource; files and the generator are not looked at then. */
  readonly data?: Readonly<Record<string, ReadonlyArray<Document>>>
  /** What goes wrong: rules, or their short form `KIND=PROBABILITY[@PATH]`. */
  readonly faults?: ReadonlyArray<Faults.Fault | string>
  /** Which changes a drifting portfolio sees, and how often; `drift` is the number of them. */
  readonly driftRates?: Partial<Drift.Rates>
  /** Counts the calls of each access token by themselves, where `rateLimit` is set. */
  readonly ratePerToken?: boolean
  /** Called before each request is answered: a history by script. */
  readonly script?: Settings["script"]
}
