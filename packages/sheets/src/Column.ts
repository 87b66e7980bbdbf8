/** Languages of headers, sheet names and the words on the summary. */
export type Language = "sv" | "en"

/** A text for a person, in each language. */
export type Bilingual = Readonly<Record<Language, string>>

interface Described {
  /** Stable name, also the header of CSV files for machines. */
  readonly key: string
  readonly header: Bilingual
  /** What the column holds, for the documentation. */
  readonly about: string
  /** Width on a sheet, in characters. */
  readonly width: number
  /** Left out unless debtor data were asked for. */
  readonly personal?: true
  /** For programs and for clicking on: stands last and is not printed. */
  readonly technical?: boolean
}

/** Text of any kind: `id` is a number nobody calculates with, `enum` comes from a short list, `link` opens the case. */
interface Textual<R> extends Described {
  readonly kind: "text" | "id" | "enum" | "link"
  /** What it says to a program. */
  readonly value: (row: R) => string | undefined
  /** What it says to a person instead. */
  readonly said?: (row: R, language: Language) => string | undefined
}

interface Money<R> extends Described {
  readonly kind: "money"
  /** Hundredths of the row's currency. */
  readonly value: (row: R) => bigint | undefined
}

interface Day<R> extends Described {
  readonly kind: "date"
  /** A calendar day, "2026-01-13". */
  readonly value: (row: R) => string | undefined
}

interface Whole<R> extends Described {
  readonly kind: "integer"
  readonly value: (row: R) => number | undefined
}

/** One column of an export: what it is called, of what kind, and how a row fills it. */
export type Column<R> = Textual<R> | Money<R> | Day<R> | Whole<R>

/** The column as it stands in a file of that language; as it is for programs. */
export const inLanguage = <R>(column: Column<R>, language: Language | "key"): Column<R> => {
  if (language === "key" || !("said" in column) || column.said === undefined) return column
  const { said } = column
  return { ...column, value: (row) => said(row, language) }
}

/** A table that can be exported: its columns in order, and what its control totals add up. */
export interface Table<R> {
  readonly name: string
  readonly columns: ReadonlyArray<Column<R>>
  readonly currency: (row: R) => string | undefined
  /** Hundredths of the currency that the totals add up. */
  readonly amount: (row: R) => bigint | undefined
}
