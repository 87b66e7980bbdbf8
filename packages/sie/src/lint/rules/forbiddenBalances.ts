/** Which balances a type of file must not have. */
import { hasObjects } from "../../model/Balance.ts"
import type { Finding } from "../../read/Finding.ts"
import { finding, type MakeRule } from "../Rule.ts"

/** Files that a program is to import (4I) have none. */
export const none: MakeRule = () => {
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

/** Types 1 and 2 know no objects. */
export const ofObjects: MakeRule = () => {
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
