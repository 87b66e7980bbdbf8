import type { Measure } from "../workbook/summary.ts"

/** What the sheets of open cases add up. */
export const measures: ReadonlyArray<Measure> = [
  { head: "remainingCapital", key: "remaining_capital" },
  { head: "claimed", key: "claimed_capital" },
]
