/** What has become of the month's vouchers, and what waits. */
import { type Facts, section } from "../facts.ts"
import type { Markup } from "../../../../html/markup.ts"
import { markup } from "../../../../html/markup.ts"
import { table } from "../../../../html/table.ts"
import { type VoucherRow, voucherRows } from "../../vouchers.ts"

/** Left out where vouchers are not used. */
export const vouchers = ({ amount, count: shown, language, say, summary }: Facts): Markup | undefined => {
  const rows = voucherRows(summary, language)
  if (rows.length === 0) return undefined
  return section(
    "vouchers",
    say("vouchers"),
    markup`<p class="note">${say("vouchersNote")}</p>`,
    table({
      columns: [
        { header: say("vouchers"), kind: "word", cell: ({ label }: VoucherRow) => label },
        { header: say("meaning"), kind: "text", cell: ({ meaning }) => meaning },
        { header: say("count"), kind: "number", cell: ({ count }) => shown(count) },
        ...summary.currencies.map((currency) => ({
          header: currency,
          kind: "number" as const,
          cell: ({ amounts }: VoucherRow) => amount(amounts.get(currency) ?? 0n),
        })),
      ],
      rows,
      empty: "",
    }),
  )
}
