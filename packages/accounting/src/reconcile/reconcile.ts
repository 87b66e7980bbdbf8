/** The dataset of reconciliations: how paid cases, lines, payouts and bank entries of a month stand. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { migrations } from "./journal/migrations.ts"
import { rebuild } from "./rebuildReconcile.ts"
import { records } from "./ReconcileRecords.ts"
import { remake } from "./remakeReconcile.ts"

/** There are no debtors in it. */
const withoutDebtor = (source: string): string => source

const name = "reconcile" as const

export const reconcile = {
  name,
  migrations,
  records,
  remake,
  rebuild,
  withoutDebtor,
} satisfies Dataset<unknown, unknown>
