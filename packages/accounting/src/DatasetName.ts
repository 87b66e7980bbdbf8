/** The names of the datasets, apart from the datasets themselves: commands need only the names to start. */
import * as Schema from "effect/Schema"

export const DatasetName = Schema.Literal("open", "closed", "payouts", "reconcile", "vouchers")
export type DatasetName = typeof DatasetName.Type
