/** What only a person can decide is kept with who decided it, and why. */
import * as Schema from "effect/Schema"

export const Decision = Schema.Struct({ by: Schema.String, reason: Schema.String })
export type Decision = typeof Decision.Type
