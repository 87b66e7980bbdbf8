/** The dataset of closed cases: each exported once, changes as corrections. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { records } from "./ClosedRecords.ts"
import { rebuild } from "./rebuildClosed.ts"
import { remake } from "./remakeClosed.ts"

const name = "closed" as const

export const closed = { name, records, remake, rebuild } satisfies Dataset<unknown, unknown>
