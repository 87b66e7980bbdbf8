import type { Column } from "../Column.ts"
import type { CsvProfile } from "../CsvProfile.ts"
import * as decimal from "./decimal.ts"
import { isChanged, isFormula } from "./guard.ts"

/** One field of a row as it stands in the file. */
export type Field<R> = (row: R) => string

/** A text guarded and quoted as the profile says. */
export type Quote = (text: string) => string

/**
 * How texts are written. One pass of one expression lets most of them through; only what it stops is looked at closely.
 */
export const quote = (profile: CsvProfile): Quote => {
  const endangered = profile.guard === "formulas" ? isFormula : isChanged
  const special = `["\r\n${profile.delimiter.replace(/[\\\]^-]/, "\\$&")}]|^\\s|\\s$`
  const harmless = profile.guard === "formulas" ? "A-Za-z0-9" : "A-Za-z"
  const words =
    profile.guard === "formulas" ? "" : "|^(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[kc]t|nov|dec|tr|fal|sant)"
  const stopped = new RegExp(`^[^${harmless}]|${special}${words}`, "i")
  const enclosed = new RegExp(special)
  return (text) => {
    if (!stopped.test(text)) return text
    const guarded = endangered(text) ? `'${text}` : text
    return enclosed.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
  }
}

/** How one column's fields are written. */
export const field = <R>(column: Column<R>, profile: CsvProfile, quote: Quote): Field<R> => {
  switch (column.kind) {
    case "money": {
      const text = profile.decimalMark === profile.delimiter ? quotedMoney : decimal.format
      return (row) => {
        const minor = column.value(row)
        return minor === undefined ? "" : text(minor, profile.decimalMark)
      }
    }
    case "integer":
      return (row) => String(column.value(row) ?? "")
    case "date":
      return (row) => column.value(row) ?? ""
    default:
      return (row) => {
        const value = column.value(row)
        return value === undefined ? "" : quote(value)
      }
  }
}

const quotedMoney = (minor: bigint, mark: string) => `"${decimal.format(minor, mark)}"`
