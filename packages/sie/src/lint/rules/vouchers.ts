/** Vouchers: that they balance, in whole öre, and in which year they are. */
import * as Amount from "../../model/Amount.ts"
import * as FiscalYear from "../../model/FiscalYear.ts"
import * as Voucher from "../../model/Voucher.ts"
import type { Finding } from "../../read/Finding.ts"
import { finding, type MakeRule } from "../Rule.ts"

export const balance: MakeRule = () => ({
  record: ({ content, line }) => {
    if (content._tag !== "Voucher") return []
    const { voucher } = content
    if (voucher.transactions.length === 0 && voucher.others === undefined)
      return [
        finding(
          "error",
          "balance",
          line,
          `voucher ${Voucher.describe(voucher)} has no transactions`,
          "Remove it, or export the file again.",
        ),
      ]
    if (Voucher.isBalanced(voucher)) return []
    const difference = Amount.format(Voucher.difference(voucher))
    return [
      finding(
        "error",
        "balance",
        line,
        `voucher ${Voucher.describe(voucher)} does not balance: its transactions sum to ${difference}, not 0.00`,
        "Correct it where it was made, and export the file again.",
      ),
    ]
  },
})

export const wholeMinor: MakeRule = () => ({
  record: ({ content, line }) => {
    const rows =
      content._tag === "Voucher" ? content.voucher.transactions : content._tag === "Balance" ? [content.balance] : []
    return rows
      .filter(({ amount }) => !Amount.isWholeMinor(amount))
      .map((row) =>
        finding(
          "error",
          "amount",
          row.line ?? line,
          `the amount ${Amount.format(row.amount)} has more than two decimals`,
          "Round it to öre where it was made, so that the voucher still balances.",
        ),
      )
  },
})

export const fiscalYear: MakeRule = ({ oneFiscalYear, title }) => {
  const years: Array<FiscalYear.FiscalYear> = []
  let missing: Finding | undefined
  return {
    record: ({ content, line }) => {
      if (content._tag === "FiscalYear") {
        years.push(content.fiscalYear)
        return content.fiscalYear.end < content.fiscalYear.start
          ? [finding("error", "fiscal-year", line, "the fiscal year ends before it starts", "Correct its days.")]
          : []
      }
      if (content._tag !== "Voucher") return []
      const { voucher } = content
      const current = years.find(({ index }) => index === 0)
      if (oneFiscalYear && current === undefined)
        missing ??= finding(
          "error",
          "fiscal-year",
          undefined,
          `#RAR 0 is missing, and ${title} imports one fiscal year at a time`,
          "Say the first and the last day of the year with #RAR 0.",
        )
      const allowed = oneFiscalYear ? years.filter(({ index }) => index === 0) : years
      if (allowed.length === 0 || allowed.some((year) => FiscalYear.contains(year, voucher.date))) return []
      return [
        finding(
          oneFiscalYear ? "error" : "warning",
          "fiscal-year",
          line,
          `voucher ${Voucher.describe(voucher)} is outside of the fiscal year`,
          oneFiscalYear ? "Make one file for each fiscal year." : "See whether #RAR or the date is wrong.",
        ),
      ]
    },
    end: () => (missing === undefined ? [] : [missing]),
  }
}
