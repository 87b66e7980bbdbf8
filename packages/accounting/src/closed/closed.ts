/** The dataset of closed cases: each exported once, changes as corrections. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { sourceWithoutDebtor as withoutDebtor } from "../cases/sourceWithoutDebtor.ts"
import { records } from "./ClosedRecords.ts"
import { remake } from "./remakeClosed.ts"

const name = "closed" as const

export const closed = { name, records, remake, withoutDebtor } satisfies Dataset<unknown, unknown>
