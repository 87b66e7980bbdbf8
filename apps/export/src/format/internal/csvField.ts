import type { Column } from "../Column.ts"
import type { CsvProfile } from "../CsvProfile.ts"
import type { Bytes } from "./Bytes.ts"
import { copyAlphabetic, copyLatin } from "./copying.ts"
import * as digits from "./digits.ts"
import { encode, type Replaced } from "./encoding.ts"
import { isChanged, isFormula, mayBeChanged, mayBeFormula } from "./guard.ts"

/** Writes one field of a row as it stands in the file. */
export type Field<R> = (out: Bytes, row: R) => void

/** Writes a text, guarded and quoted as the profile says. */
export type Text = (out: Bytes, text: string) => void

/** Distinct values of a short list that are kept ready encoded: far more than there are states and reasons. */
const READY = 1000

/**
 * How texts are written. Most hold nothing but letters, digits and what nobody could misread: those are copied in one
 * loop, which is what makes this writer as quick as joining strings. Whatever else is in a text sends it the long way.
 */
export const text = (profile: CsvProfile, replaced: Replaced): Text => {
  const [endangered, suspicious] = profile.guard === "formulas" ? [isFormula, mayBeFormula] : [isChanged, mayBeChanged]
  const special = `"\r\n${profile.delimiter}`
  const enclosed = new RegExp(`[${special.replace(/[\\\]^-]/g, "\\$&")}]|^\\s|\\s$`)
  const marks = new Uint8Array(128)
  for (const char of special) marks[char.charCodeAt(0)] = 1
  const isLatin = profile.encoding === "windows-1252"
  const copy = isLatin ? copyLatin : copyAlphabetic

  const long: Text = (out, value) => {
    // Put together before anything is decided: a Greek question mark becomes a semicolon.
    const composed = isLatin ? value.normalize("NFC") : value
    const guarded = endangered(composed) ? `'${composed}` : composed
    const quoted = enclosed.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
    encode(out, quoted, profile.encoding, replaced)
  }
  return (out, value) => {
    const size = value.length
    if (size === 0) return
    const first = value.charCodeAt(0)
    const last = value.charCodeAt(size - 1)
    const isStrange =
      last <= SPACE ||
      last === NO_BREAK_SPACE ||
      (suspicious[first & 127] === 1 && (!isWord(first) || endangered(value)))
    if (isStrange || !copy(out, value, marks)) long(out, value)
  }
}

const SPACE = 32
const NO_BREAK_SPACE = 0xa0

/** Whether a text that begins with this character begins neither with a blank nor with anything invisible. */
const isWord = (code: number): boolean => (code > SPACE && code < 0x7f) || (code >= 0xc0 && code < 0x250)

/** How one column's fields are written. */
export const field = <R>(column: Column<R>, profile: CsvProfile, text: Text): Field<R> => {
  switch (column.kind) {
    case "money":
      return money(column.value, profile)
    case "integer":
      return (out, row) => {
        const value = column.value(row)
        if (value !== undefined) digits.integer(out, value)
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
  if (mark !== profile.delimiter) {
    return (out, row) => {
      const minor = value(row)
      if (minor !== undefined) digits.money(out, minor, mark)
    }
  }
  return (out, row) => {
    const minor = value(row)
    if (minor === undefined) return
    plain(out, '"')
    digits.money(out, minor, mark)
    plain(out, '"')
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
