/** The names of the datasets, apart from the datasets themselves: commands need only the names to start. */
import * as Schema from "effect/Schema"

/** Those that need no person while they are exported. */
export const Unattended = Schema.Literal("open", "closed", "payouts", "reconcile")

export const DatasetName = Schema.Literal(...Unattended.literals, "vouchers")
export type DatasetName = typeof DatasetName.Type
