/** The dataset of payouts: what has become of payout specifications and payouts, each event once. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { migrations } from "./journal/migrations.ts"
import { records } from "./PayoutsRecords.ts"
import { remake } from "./remakePayouts.ts"

const name = "payouts" as const

export const payouts = { name, migrations, records, remake } satisfies Dataset<unknown, unknown>
