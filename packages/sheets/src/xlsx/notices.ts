import type { Notice } from "../Written.ts"
import type { Counts } from "./cell.ts"
import { LONGEST } from "./xmlText.ts"

/** What had to be done to the rows of a workbook. */
export const noticesOf = ({ amountsAsText, longTexts }: Counts): ReadonlyArray<Notice> => [
  ...notice(
    "amount-as-text",
    amountsAsText,
    "amounts of more than 15 digits are text in the workbook and not in its formulas",
  ),
  ...notice("long-text", longTexts.length, `texts of more than ${LONGEST} characters are on a sheet of their own`),
]

const notice = (kind: Notice["kind"], count: number, about: string): ReadonlyArray<Notice> =>
  count === 0 ? [] : [{ kind, count, message: `${about}: ${count}` }]
