/** What only a person can decide is kept with who decided it, and why. */
import { Schema } from "effect"

export const Decision = Schema.Struct({ by: Schema.String, reason: Schema.String })
export type Decision = typeof Decision.Type
