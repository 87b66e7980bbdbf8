/** The dataset of closed cases: each exported once, changes as corrections. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { sourceWithoutDebtor as withoutDebtor } from "../cases/sourceWithoutDebtor.ts"
import { records } from "./ClosedRecords.ts"
import * as Acknowledgements from "./compare/Acknowledgements.ts"
import * as Comparisons from "./compare/Comparisons.ts"
import { rebuild } from "./rebuildClosed.ts"
import { remake } from "./remakeClosed.ts"

const name = "closed" as const

const migrations = {
  "0001_acknowledgement": Acknowledgements.migration,
  "0002_comparison": Comparisons.migration,
}

export const closed = { name, migrations, records, remake, rebuild, withoutDebtor } satisfies Dataset<unknown, unknown>
