/** The dataset of open cases: the portfolio as it is at one moment. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { sourceWithoutDebtor as withoutDebtor } from "../cases/sourceWithoutDebtor.ts"
import { records } from "./OpenRecords.ts"
import { rebuild } from "./rebuildOpen.ts"
import { remake } from "./remakeOpen.ts"

const name = "open" as const

export const open = { name, records, remake, rebuild, withoutDebtor } satisfies Dataset<unknown, unknown>
