/** How a case stood when a month began and when it ended, as closed runs said it. Pure. */
import type { Entry } from "../../closed/records/Entries.ts"
import { countBefore, instantOf, isMoved, type Runs } from "../time/dating.ts"
import type { Month } from "../time/Month.ts"

export interface FoldedCase {
  readonly before: Entry | undefined
  /** The last entry that counts before the month ends; undefined while the case was open as far as is known. */
  readonly now: Entry | undefined
  /** The last entry of all that are known. */
  readonly last: Entry
  readonly hasMoved: boolean
  readonly isLate: boolean
}

/** All entries of a case in their order; undefined where nobody knows of it yet. */
export const foldCase = (entries: ReadonlyArray<Entry>, month: Month, runs: Runs): FoldedCase | undefined => {
  const known = entries.filter(({ serial }) => serial <= runs.through)
  const last = known.at(-1)
  if (last === undefined) return undefined
  const instants = known.map((entry) => instantOf(entry, ownOf(entry), runs))
  const until = countBefore(instants, month.end)
  const from = countBefore(instants, month.start)
  return {
    before: known[from - 1],
    now: known[until - 1],
    last,
    hasMoved: until > from,
    isLate: known.slice(from, until).some((entry) => isMoved(entry, ownOf(entry), runs)),
  }
}

/** A closing counts on its day. */
const ownOf = ({ closedAt, kind }: Entry): string | undefined =>
  kind === "closed" || kind === "closed_again" ? closedAt : undefined
