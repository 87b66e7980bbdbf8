/** The dataset of closed cases: each exported once, changes as corrections. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { hasPresentLayout } from "../cases/Edition.ts"
import { sourceWithoutDebtor as withoutDebtor } from "../privacy/sourceWithoutDebtor.ts"
import { addWorth } from "./records/Entries.ts"
import { records } from "./records/ClosedRecords.ts"
import * as Acknowledgements from "./compare/Acknowledgements.ts"
import * as Comparisons from "./compare/Comparisons.ts"
import { rebuild } from "./rebuildClosed.ts"
import { remake } from "./remakeClosed.ts"

const name = "closed" as const

const migrations = {
  "0001_acknowledgement": Acknowledgements.migration,
  "0002_comparison": Comparisons.migration,
  "0003_worth": addWorth,
}

export const closed = { name, hasPresentLayout, migrations, records, remake, rebuild, withoutDebtor } satisfies Dataset<
  unknown,
  unknown
>
