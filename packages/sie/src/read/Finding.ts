/** Something about a file that a person should know, with its line and what to do. */

/** What a finding is about, for programs that act on it. */
export type Code =
  | "account"
  | "already-imported"
  | "amount"
  | "balance"
  | "block"
  | "checksum"
  | "cost-centre"
  | "date"
  | "dimension"
  | "duplicate"
  | "encoding"
  | "extra-field"
  | "field"
  | "fiscal-year"
  | "line-end"
  | "missing-record"
  | "not-allowed"
  | "not-a-record"
  | "order"
  | "organisation-number"
  | "quotation-mark"
  | "series"
  | "text"
  | "unknown-record"
  | "voucher-number"

/** What is wrong or unusual, where, how bad it is, and what to do. */
export interface Finding {
  readonly code: Code
  /** `error`: a program may refuse the file, or import something else than what is meant. `warning`: it probably imports it. */
  readonly severity: "error" | "warning"
  /** From 1; undefined for what is missing from the whole file. */
  readonly line: number | undefined
  /** One line for a person. */
  readonly message: string
  /** What to do. */
  readonly hint: string
}

/** `line 12: error: #KSUMMA is 1, ...`. */
export const format = ({ hint, line, message, severity }: Finding): string =>
  `${line === undefined ? "" : `line ${line}: `}${severity}: ${message}. ${hint}`

/** Something from a file as a part of a message: short, in quotation marks, on one line. */
export const excerpt = (text: string): string => {
  const plain = text.replaceAll(/\p{C}/gu, " ")
  return `"${plain.length > 30 ? `${plain.slice(0, 29)}…` : plain}"`
}
