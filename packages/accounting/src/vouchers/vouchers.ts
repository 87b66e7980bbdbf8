/** The dataset of vouchers: what accounting imports, each voucher once. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import { rebuild } from "./emit/rebuild.ts"
import { remake } from "./emit/remake.ts"
import { migrations } from "./journal/migrations.ts"
import { restore } from "./log/DecisionLog.ts"
import { records } from "./VouchersRecords.ts"

const name = "vouchers" as const

/** There are no debtors in vouchers. */
const withoutDebtor = (source: string): string => source

export const vouchers = {
  name,
  migrations,
  records,
  remake,
  rebuild,
  rebuildRest: restore,
  withoutDebtor,
} satisfies Dataset<unknown, unknown>
