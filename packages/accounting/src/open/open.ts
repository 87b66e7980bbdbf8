/** The dataset of open cases: the portfolio as it is at one moment. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { hasPresentLayout } from "../cases/Edition.ts"
import { sourceWithoutDebtor as withoutDebtor } from "../privacy/sourceWithoutDebtor.ts"
import { addCreditor } from "./OpenCases.ts"
import { records } from "./OpenRecords.ts"
import { rebuild } from "./rebuildOpen.ts"
import { remake } from "./remakeOpen.ts"

const name = "open" as const

const migrations = { "0001_creditor": addCreditor }

export const open = { name, hasPresentLayout, migrations, records, remake, rebuild, withoutDebtor } satisfies Dataset<
  unknown,
  unknown
>
