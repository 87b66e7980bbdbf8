import type { Column } from "../Column.ts"
import type { CsvProfile } from "../CsvProfile.ts"
import type { Bytes } from "./Bytes.ts"
import * as decimal from "./decimal.ts"
import { encode, type Replaced } from "./encoding.ts"
import { isChanged, isFormula, mayBeChanged, mayBeFormula } from "./guard.ts"

/** Writes one field of a row as it stands in the file. */
export type Field<R> = (out: Bytes, row: R) => void

/** Writes a text, guarded and quoted as the profile says. */
export type Text = (out: Bytes, text: string) => void

/** Set in what the loop found: a character that needs quotes, or one from beyond the alphabets. */
const NOT_LETTERS = 0xf801

/** ASCII was looked at already; of what follows, letters such as Å begin no formula. */
const beginsLikeWord = (text: string): boolean => {
  const code = text.charCodeAt(0)
  return code < 0x80 || (code >= 0xc0 && code < 0x250)
}

/** Distinct values of a short list that are kept ready encoded: far more than there are states and reasons. */
const READY = 1000

/**
 * How texts are written. Most are plain ASCII that nobody could misread: those are copied in a loop without a branch,
 * which is what makes this writer as quick as joining strings. Whatever else is in a text sends it the long way.
 */
export const text = (profile: CsvProfile, replaced: Replaced): Text => {
  const [endangered, suspicious] = profile.guard === "formulas" ? [isFormula, mayBeFormula] : [isChanged, mayBeChanged]
  const special = `"\r\n${profile.delimiter}`
  const enclosed = new RegExp(`[${special.replace(/[\\\]^-]/g, "\\$&")}]|^\\s|\\s$`)
  const marks = new Uint8Array(128)
  for (const char of special) marks[char.charCodeAt(0)] = 1

  const long: Text = (out, value) => {
    const guarded = endangered(value) ? `'${value}` : value
    const quoted = enclosed.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
    encode(out, quoted, profile.encoding, replaced)
  }
  return (out, value) => {
    const size = value.length
    if (size === 0) return
    if (suspicious[value.charCodeAt(0) & 127] === 1 || value.charCodeAt(size - 1) <= 32) return long(out, value)
    out.reserve(size)
    const { buffer, length } = out
    let found = 0
    for (let i = 0; i < size; i++) {
      const code = value.charCodeAt(i)
      found |= (marks[code & 127] ?? 0) | (code & 0xff80)
      buffer[length + i] = code
    }
    if (found === 0) out.length = length + size
    else if ((found & NOT_LETTERS) === 0 && beginsLikeWord(value)) encode(out, value, profile.encoding, replaced)
    else long(out, value)
  }
}

/** How one column's fields are written. */
export const field = <R>(column: Column<R>, profile: CsvProfile, text: Text): Field<R> => {
  switch (column.kind) {
    case "money":
      return money(column.value, profile)
    case "integer":
      return (out, row) => {
        const value = column.value(row)
        if (value !== undefined) plain(out, String(value))
      }
    case "date":
      return (out, row) => {
        const value = column.value(row)
        if (value !== undefined) plain(out, value)
      }
    case "enum":
      return ready(column.value, text)
    default:
      return (out, row) => {
        const value = column.value(row)
        if (value !== undefined) text(out, value)
      }
  }
}

const plain = (out: Bytes, text: string): void => {
  out.reserve(text.length)
  out.ascii(text)
}

const money = <R>(value: (row: R) => bigint | undefined, profile: CsvProfile): Field<R> => {
  const mark = profile.decimalMark
  const enclosed = mark === profile.delimiter
  return (out, row) => {
    const minor = value(row)
    if (minor === undefined) return
    const text = decimal.format(minor, mark)
    plain(out, enclosed ? `"${text}"` : text)
  }
}

/** Values that come again and again are encoded once. */
const ready = <R>(value: (row: R) => string | undefined, text: Text): Field<R> => {
  const encoded = new Map<string, Uint8Array>()
  return (out, row) => {
    const key = value(row)
    if (key === undefined) return
    const bytes = encoded.get(key)
    if (bytes !== undefined) {
      out.reserve(bytes.length)
      return out.bytes(bytes)
    }
    const from = out.length
    text(out, key)
    if (encoded.size < READY) encoded.set(key, Uint8Array.from(out.buffer.subarray(from, out.length)))
  }
}
