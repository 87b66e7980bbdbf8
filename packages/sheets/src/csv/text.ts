import type { CsvProfile } from "./CsvProfile.ts"
import type { Bytes } from "../bytes/Bytes.ts"
import { copyAlphabetic, copyLatin, enclose } from "./copying.ts"
import { encode, type Replaced } from "./encoding.ts"
import { isChanged, isFormula, isValue, mayBeChanged, mayBeFormula, mayBeValue } from "./guard.ts"

/** Writes a text, guarded and quoted as the profile says. */
export type Text = (out: Bytes, text: string) => void

const guards = {
  formulas: [isFormula, mayBeFormula],
  "formulas-and-numbers": [isChanged, mayBeChanged],
  "formulas-and-values": [isValue, mayBeValue],
} as const

/**
 * How texts are written. Most hold nothing but letters, digits and what nobody could misread: those are copied in one
 * loop, which is what makes this writer as quick as joining strings. Whatever else is in a text sends it the long way.
 */
export const text = (profile: CsvProfile, replaced: Replaced): Text => {
  const [endangered, suspicious] = guards[profile.guard]
  const special = `"\r\n${profile.delimiter}`
  const enclosed = new RegExp(`[${special.replace(/[\\\]^-]/g, "\\$&")}]|^\\s|\\s$`)
  const marks = new Uint8Array(128)
  for (const char of special) marks[char.charCodeAt(0)] = 1
  const isLatin = profile.encoding === "windows-1252"
  const copy = isLatin ? copyLatin : copyAlphabetic
  const plain = { marks, delimiter: profile.delimiter.charCodeAt(0) }

  const long: Text = (out, value) => {
    // Put together before anything is decided: a Greek question mark becomes a semicolon.
    const composed = isLatin ? value.normalize("NFC") : value
    const guarded = endangered(composed) ? `'${composed}` : composed
    const quoted = enclosed.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
    encode(out, quoted, profile.encoding, replaced)
  }
  /** Where copying stops at a mark, and nothing else is strange about the text, quotes around it are all it needs. */
  const marked: Text = (out, value) => {
    if (!enclose(out, value, isLatin)) long(out, value)
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
    if (isStrange) long(out, value)
    else if (!copy(out, value, plain)) marked(out, value)
  }
}

const SPACE = 32
const NO_BREAK_SPACE = 0xa0

/** Whether a text that begins with this character begins neither with a blank nor with anything invisible. */
const isWord = (code: number): boolean => (code > SPACE && code < 0x7f) || (code >= 0xc0 && code < 0x250)
