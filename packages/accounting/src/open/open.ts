/** The dataset of open cases: the portfolio as it is at one moment. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { records } from "./OpenRecords.ts"
import { rebuild } from "./rebuildOpen.ts"
import { remake } from "./remakeOpen.ts"

const name = "open" as const

export const open = { name, records, remake, rebuild } satisfies Dataset<unknown, unknown>
