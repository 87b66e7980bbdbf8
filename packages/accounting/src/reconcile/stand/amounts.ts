/** The amounts that totals of cases are made of: the sheets, the report and the summary all add up these. */
import type { PaidCase } from "./rows.ts"

/** Expected capital; specified capital where the expected one is unknown. */
export const amountOf = ({ expected, specified }: PaidCase): bigint => expected ?? specified

/** What has not been paid out yet: `Summary.ageing` adds this up. */
export const waitingOf = (row: PaidCase): bigint => amountOf(row) - row.paidOut

/** Whether the case waits for money, or for a person. */
export const waits = ({ bucket }: PaidCase): boolean => bucket !== undefined
