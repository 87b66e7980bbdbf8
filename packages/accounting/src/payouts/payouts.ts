/** The dataset of payouts: what has become of payout specifications and payouts, each event once. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import { migrations } from "./journal/migrations.ts"
import { records } from "./PayoutsRecords.ts"
import { rebuild } from "./rebuildPayouts.ts"
import { remake } from "./remakePayouts.ts"

const name = "payouts" as const

/** There are no debtors in payouts. */
const withoutDebtor = (source: string) => source

const until = ({ startedAt }: Manifest) => startedAt

export const payouts = { name, migrations, records, remake, rebuild, until, withoutDebtor } satisfies Dataset<
  unknown,
  unknown
>
