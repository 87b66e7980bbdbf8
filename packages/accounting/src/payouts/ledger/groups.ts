/**
 * What was said, cut where the next row belongs to another table: rows come in the same order however they were put into
 * batches, and a workbook made again has the same bytes.
 */
import type { Judged } from "./judge.ts"

export const groupsOf = (spoken: ReadonlyArray<Judged>): ReadonlyArray<ReadonlyArray<Judged>> => {
  const groups: Array<Array<Judged>> = []
  for (const one of spoken) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (
      group === undefined ||
      before === undefined ||
      before.doubts.length > 0 ||
      isOfPayout(before) !== isOfPayout(one)
    )
      groups.push([one])
    else group.push(one)
  }
  return groups
}

const isOfPayout = ({ payouts }: Judged): boolean => payouts.length > 0
