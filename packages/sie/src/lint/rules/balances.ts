/** Whether the balances of an export fit its vouchers. */
import * as BigDecimal from "effect/BigDecimal"
import * as Amount from "../../model/Amount.ts"
import * as FiscalYear from "../../model/FiscalYear.ts"
import type { Finding } from "../../read/Finding.ts"
import { finding, type MakeRule } from "../Rule.ts"

/** Of the fiscal year of the file: closing balance = opening balance + transactions, and result = transactions. */
export const closing: MakeRule = () => {
  const opening = new Map<string, Amount.Amount>()
  const moved = new Map<string, Amount.Amount>()
  const closed: Array<{ readonly line: number; readonly label: string; account: string; amount: Amount.Amount }> = []
  let year: FiscalYear.FiscalYear | undefined

  const differenceOf = ({ account, amount, label }: (typeof closed)[number]): Amount.Amount => {
    const start = label === "#UB" ? (opening.get(account) ?? Amount.zero) : Amount.zero
    return BigDecimal.subtract(amount, BigDecimal.sum(start, moved.get(account) ?? Amount.zero))
  }

  return {
    record: ({ content, label, line }) => {
      if (content._tag === "FiscalYear" && content.fiscalYear.index === 0) year = content.fiscalYear
      if (content._tag === "Balance" && content.balance.year === 0) {
        const { account, amount, kind } = content.balance
        if (kind === "IB") opening.set(account, amount)
        if (kind === "UB" || kind === "RES") closed.push({ line, label, account, amount })
      }
      if (content._tag === "Voucher" && (year === undefined || FiscalYear.contains(year, content.voucher.date)))
        for (const { account, amount, kind } of content.voucher.transactions)
          if (kind === "normal") moved.set(account, BigDecimal.sum(moved.get(account) ?? Amount.zero, amount))
      return []
    },
    end: (kind): ReadonlyArray<Finding> =>
      // Some exports have vouchers of a part of the year, or none at all.
      kind !== "4E" || moved.size === 0
        ? []
        : closed
            .map((balance) => ({ ...balance, difference: differenceOf(balance) }))
            .filter(({ difference }) => !BigDecimal.isZero(difference))
            .map(({ account, difference, label, line }) =>
              finding(
                "warning",
                "balance",
                line,
                `${label} of account ${account} differs by ${Amount.format(difference)} from ${label === "#UB" ? "#IB and the transactions" : "the transactions"}`,
                "See whether all vouchers of the year are in the file.",
              ),
            ),
  }
}
