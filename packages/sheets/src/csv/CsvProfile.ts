import * as Data from "effect/Data"
import * as Either from "effect/Either"
import type { Column, Table, Language } from "../Column.ts"

/** How a CSV file is written. */
export interface CsvProfile {
  readonly name: string
  readonly delimiter: string
  readonly decimalMark: "," | "."
  readonly encoding: "utf-8" | "utf-8-bom" | "windows-1252"
  /** `key` writes the stable names. */
  readonly headers: Language | "key"
  /**
   * What gets an apostrophe in front: what a spreadsheet would run as a formula, or also what it would take for a number,
   * an amount, a date, a time or an error and change (leading zeros, more than 11 digits, 2025-01, 1E+5, (123), 5 kr).
   * "formulas-and-numbers" knows fewer of these: earlier files were written with it.
   */
  readonly guard: "formulas" | "formulas-and-numbers" | "formulas-and-values"
  /** Columns by key, in order; all of the table's when absent. */
  readonly columns?: ReadonlyArray<string>
}

/** Opens right by double-click in a Swedish Excel. */
export const svExcel: CsvProfile = {
  name: "sv-excel",
  delimiter: ";",
  decimalMark: ",",
  encoding: "utf-8-bom",
  headers: "sv",
  guard: "formulas-and-values",
}

/** For programs: comma, point, UTF-8 without BOM, stable names as headers, numbers-as-text left alone. */
export const rfc4180: CsvProfile = {
  name: "rfc4180",
  delimiter: ",",
  decimalMark: ".",
  encoding: "utf-8",
  headers: "key",
  guard: "formulas",
}

/** For older Swedish accounting systems. */
export const windows1252: CsvProfile = { ...svExcel, name: "windows-1252", encoding: "windows-1252" }

/** The profiles that come with the program, by name. */
export const profiles: ReadonlyArray<CsvProfile> = [svExcel, rfc4180, windows1252]

/** A CSV profile that cannot be written, or not read back. */
export class InvalidProfile extends Data.TaggedError("InvalidProfile")<{
  readonly field: "columns" | "delimiter"
  readonly message: string
  readonly hint?: string | undefined
  /** Key of the column, where it holds personal data and those were not asked for. */
  readonly personal?: string | undefined
}> {}

/** What is part of texts or amounts, and what is more than one byte. */
const UNUSABLE = /^(?:["'\r\n\0A-Za-z0-9+.-]|[^\0-~])$/

/** The columns that a profile writes of a table, those with personal data only on request; or why it cannot. */
export const columnsOf = <R>(
  table: Table<R>,
  profile: CsvProfile,
  personal: boolean,
): Either.Either<ReadonlyArray<Column<R>>, InvalidProfile> => {
  if (profile.delimiter.length !== 1 || UNUSABLE.test(profile.delimiter)) {
    return refuse(
      "delimiter",
      `"${profile.delimiter}" cannot separate fields`,
      "use one character such as ; , | or a tab: not a letter, digit, quote, point, plus or minus",
    )
  }
  const allowed = table.columns.filter((column) => column.personal !== true || personal)
  if (profile.columns === undefined) return Either.right(allowed)
  const chosen: Array<Column<R>> = []
  for (const key of profile.columns) {
    const column = allowed.find((column) => column.key === key)
    if (column === undefined) {
      return table.columns.some((column) => column.key === key)
        ? Either.left(
            new InvalidProfile({
              field: "columns",
              message: `column ${key} holds personal data`,
              hint: "leave it out, or ask for personal data",
              personal: key,
            }),
          )
        : refuse(
            "columns",
            `${table.name} has no column ${key}`,
            `columns: ${allowed.map((column) => column.key).join(" ")}`,
          )
    }
    if (chosen.includes(column)) return refuse("columns", `column ${key} is asked for twice`, "name each column once")
    chosen.push(column)
  }
  return chosen.length === 0
    ? refuse("columns", "no column is asked for", "name at least one column")
    : Either.right(chosen)
}

const refuse = (field: "columns" | "delimiter", message: string, hint: string) =>
  Either.left(new InvalidProfile({ field, message, hint }))
