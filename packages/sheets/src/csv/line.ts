import type { Column } from "../Column.ts"
import type { CsvProfile } from "./CsvProfile.ts"
import { type Bytes, type Ready, readyBytes } from "../bytes/Bytes.ts"
import type { Text } from "./text.ts"
import * as digits from "../numbers/digits.ts"

/** What a line says of a column. */
export type Field<R> =
  | { readonly kind: "text" | "enum" | "date"; readonly value: (row: R) => string | undefined }
  | { readonly kind: "money"; readonly value: (row: R) => bigint | undefined }
  | { readonly kind: "integer"; readonly value: (row: R) => number | undefined }

/** Distinct values of a short list that are kept ready encoded: far more than there are states and reasons. */
const READY = 1000
const QUOTE = 34
const CARRIAGE_RETURN = 13
const LINE_FEED = 10

/** Objects of one shape, whatever the columns are made of, so that the loop over them finds everything in its place. */
export const field = <R>(column: Column<R>): Field<R> => {
  switch (column.kind) {
    case "enum":
    case "date":
      return { kind: column.kind, value: column.value }
    case "money":
      return { kind: column.kind, value: column.value }
    case "integer":
      return { kind: column.kind, value: column.value }
    default:
      return { kind: "text", value: column.value }
  }
}

/**
 * Writes rows as lines. Kinds are told apart in one loop, which V8 makes one function of: a function for each column
 * would be one more call a field that it cannot foresee.
 */
export const line = <R>(
  fields: ReadonlyArray<Field<R>>,
  profile: CsvProfile,
  text: Text,
): ((out: Bytes, row: R) => void) => {
  const delimiter = profile.delimiter.charCodeAt(0)
  const mark = profile.decimalMark
  const isQuoted = mark === profile.delimiter
  const encoded = fields.map(() => new Map<string, Ready>())

  return (out, row) => {
    const from = out.length
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]
      if (field === undefined) continue
      out.reserve(1)
      if (i > 0) out.byte(delimiter)
      switch (field.kind) {
        case "text": {
          const value = field.value(row)
          if (value !== undefined) text(out, value)
          break
        }
        case "money": {
          const minor = field.value(row)
          if (minor === undefined) break
          if (isQuoted) quoted(out, minor, mark)
          else digits.money(out, minor, mark)
          break
        }
        case "date": {
          const value = field.value(row)
          if (value === undefined) break
          out.reserve(value.length)
          out.ascii(value)
          break
        }
        case "enum": {
          const value = field.value(row)
          const known = encoded[i]
          if (value !== undefined && known !== undefined) repeated(out, value, known, text)
          break
        }
        case "integer": {
          const value = field.value(row)
          if (value !== undefined) digits.integer(out, value)
        }
      }
    }
    out.reserve(4)
    // A line with nothing on it would be read as no row at all.
    if (out.length === from) {
      out.byte(QUOTE)
      out.byte(QUOTE)
    }
    out.byte(CARRIAGE_RETURN)
    out.byte(LINE_FEED)
  }
}

const quoted = (out: Bytes, minor: bigint, mark: string): void => {
  out.reserve(1)
  out.byte(QUOTE)
  digits.money(out, minor, mark)
  out.reserve(1)
  out.byte(QUOTE)
}

/** Values that come again and again are encoded once. */
const repeated = (out: Bytes, value: string, known: Map<string, Ready>, text: Text): void => {
  const ready = known.get(value)
  if (ready !== undefined) {
    out.reserve(ready.length + 3)
    return out.ready(ready)
  }
  const from = out.length
  text(out, value)
  if (known.size < READY) known.set(value, readyBytes(out.buffer.subarray(from, out.length)))
}
