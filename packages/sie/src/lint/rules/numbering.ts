/** The series and the numbers of vouchers. */
import * as FiscalYear from "../../model/FiscalYear.ts"
import type { Finding } from "../../read/Finding.ts"
import { counted, finding, type MakeRule } from "../Rule.ts"

/** In files to import (4I) the receiving program numbers. */
export const ofImports: MakeRule = () => {
  let numbered: number | undefined
  let count = 0
  let series: number | undefined
  return {
    record: ({ content, line }) => {
      if (content._tag !== "Voucher") return []
      // Programs write 0 where they have no number.
      if (content.voucher.number !== undefined && content.voucher.number !== "0") {
        numbered ??= line
        count++
      }
      if (content.voucher.series !== undefined && !/^[A-ZÅÄÖ]$/i.test(content.voucher.series)) series ??= line
      return []
    },
    end: (kind) => {
      if (kind !== "4I") return []
      const found: Array<Finding> = []
      if (numbered !== undefined)
        found.push(
          finding(
            "warning",
            "voucher-number",
            numbered,
            `${counted(count, "voucher")} in an import file with a number of its own, the first in this line`,
            "Leave the number empty: the receiving program numbers.",
          ),
        )
      if (series !== undefined)
        found.push(finding("warning", "series", series, "the series is not one letter", "Use a series of one letter."))
      return found
    },
  }
}

/** Numbers that an export repeats; an import file has none. */
export const unique: MakeRule = () => {
  // As numbers, since texts would take most of the memory: 550 MB instead of 275 for a file of 200 MB with 950,000 vouchers.
  const seen = new Map<string, Set<number>>()
  const years: Array<FiscalYear.FiscalYear> = []
  return {
    record: ({ content, line }) => {
      if (content._tag === "FiscalYear") years.push(content.fiscalYear)
      if (content._tag !== "Voucher") return []
      const { date, number = "", series = "" } = content.voucher
      // 0, or a series such as `#`, says that the program does not number.
      if (!/^\p{L}+$/u.test(series) || !/^[1-9]\d{0,8}$/.test(number)) return []
      const year = years.find((year) => FiscalYear.contains(year, date))
      const key = `${series} ${year?.index ?? date.slice(0, 4)}`
      const numbers = seen.get(key) ?? new Set()
      seen.set(key, numbers)
      const before = numbers.size
      return numbers.add(Number(number)).size > before
        ? []
        : [
            finding(
              "warning",
              "voucher-number",
              line,
              `voucher ${series} ${number} has come before`,
              "See whether it is in the file twice.",
            ),
          ]
    },
  }
}
