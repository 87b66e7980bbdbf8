/** What a file that a program is to import (4I) must not have. */
import { hasObjects } from "../../model/Balance.ts"
import type { Finding } from "../../read/Finding.ts"
import { counted, finding, type MakeRule } from "../Rule.ts"

export const withoutBalances: MakeRule = () => {
  let first: number | undefined
  let count = 0
  let covers: number | undefined
  return {
    record: ({ content, line }) => {
      if (content._tag === "Header" && content.header.coversUntil !== undefined) covers = line
      if (content._tag === "Balance") {
        first ??= line
        count++
      }
      return []
    },
    end: (kind) => {
      if (kind !== "4I") return []
      const found: Array<Finding> = []
      if (covers !== undefined)
        found.push(finding("error", "not-allowed", covers, "#OMFATTN is not allowed in an import file", "Remove it."))
      if (first !== undefined)
        found.push(
          finding(
            "error",
            "not-allowed",
            first,
            `an import file must not have balances, and this one has ${count}`,
            "Remove them; or call the file 4E if it is an export.",
          ),
        )
      return found
    },
  }
}

export const numbering: MakeRule = () => {
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
export const uniqueNumbers: MakeRule = () => {
  // Of a series in a year: as numbers, which take a tenth of the memory of texts, for files with a million vouchers.
  const seen = new Map<string, Set<number>>()
  return {
    record: ({ content, line }) => {
      if (content._tag !== "Voucher") return []
      const { date, number = "", series = "" } = content.voucher
      // 0, or a series such as `#`, says that the program does not number.
      if (!/^\p{L}+$/u.test(series) || !/^[1-9]\d{0,8}$/.test(number)) return []
      const key = `${series} ${date.slice(0, 4)}`
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

/** Types 1 and 2 know no objects. */
export const objectBalances: MakeRule = () => {
  let first: number | undefined
  return {
    record: ({ content, line }) => {
      if (content._tag === "Balance" && hasObjects(content.balance.kind) && content.balance.objects.length > 0)
        first ??= line
      return []
    },
    end: (kind) =>
      first !== undefined && (kind === "1" || kind === "2")
        ? [
            finding(
              "error",
              "not-allowed",
              first,
              `type ${kind} has no balances of objects`,
              "Call the file type 3 or 4.",
            ),
          ]
        : [],
  }
}
