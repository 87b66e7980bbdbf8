/**
 * The loops that most of a CSV file goes through. Reading a character of a string is most of the work (2 to 5 ns); a
 * call of `buffer.write` reads them all at once, but takes as long as 40 of them, however short the text.
 */

import type { Bytes } from "../bytes/Bytes.ts"

/** What may be copied as it is. */
export interface Plain {
  /** For each ASCII character 0, or 1 where it means something in the file. */
  readonly marks: Uint8Array
  /** The character, beside quotes and line breaks, that means something in the file. */
  readonly delimiter: number
}

/** Characters from which on the call, with a look at what it wrote, takes less time than the loop. */
const LONG = 48

/**
 * Copies a text of characters below U+0800, Latin letters among them, as UTF-8. False, and nothing copied, if there
 * are others in it or an ASCII character that is marked.
 */
export const copyAlphabetic = (out: Bytes, text: string, { delimiter, marks }: Plain): boolean => {
  const size = text.length
  if (size >= LONG && copyAscii(out, text, delimiter)) return true
  out.reserve(size * 2)
  const { buffer } = out
  let at = out.length
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      if (marks[code] === 1) return false
      buffer[at++] = code
    } else if (code < 0x800) {
      buffer[at++] = 0xc0 | (code >> 6)
      buffer[at++] = 0x80 | (code & 0x3f)
    } else return false
  }
  out.length = at
  return true
}

/** The same for what Latin-1 and windows-1252 have in common, one byte each. */
export const copyLatin = (out: Bytes, text: string, { delimiter, marks }: Plain): boolean => {
  const size = text.length
  if (size >= LONG && copyAscii(out, text, delimiter)) return true
  out.reserve(size)
  const { buffer, length } = out
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80 ? marks[code] === 1 : code < 0xa0 || code > 0xff) return false
    buffer[length + i] = code
  }
  out.length = length + size
  return true
}

/**
 * Copies a text of such characters between quotes, each quote in it doubled. False, and nothing copied, if there are
 * others in it.
 */
export const enclose = (out: Bytes, text: string, isLatin: boolean): boolean => {
  out.reserve(text.length * 2 + 2)
  const { buffer } = out
  let at = out.length
  buffer[at++] = QUOTE
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      if (code === QUOTE) buffer[at++] = QUOTE
      buffer[at++] = code
    } else if (isLatin) {
      if (code < 0xa0 || code > 0xff) return false
      buffer[at++] = code
    } else {
      if (code >= 0x800) return false
      buffer[at++] = 0xc0 | (code >> 6)
      buffer[at++] = 0x80 | (code & 0x3f)
    }
  }
  buffer[at++] = QUOTE
  out.length = at
  return true
}

/** The same for printable ASCII characters only, any of them but quotes and the delimiter. */
const copyAscii = (out: Bytes, text: string, delimiter: number): boolean => {
  out.reserve(text.length * 3 + 3)
  const { buffer, length, words } = out
  const end = length + buffer.write(text, length)
  // So that the last word ends in characters that are as good as any other.
  words.setInt32(end, SPACES, true)
  const delimiters = delimiter * EACH
  let strange = 0
  for (let at = length; at < end; at += 4) {
    const word = words.getInt32(at, true)
    const quotes = word ^ QUOTES
    const others = word ^ delimiters
    // Each term has the top bit of a byte set where the byte is below a space, a quote, the delimiter, or beyond ASCII.
    strange |= ((word - SPACES) & ~word) | ((quotes - EACH) & ~quotes) | ((others - EACH) & ~others) | word
  }
  if ((strange & TOPS) !== 0) return false
  out.length = end
  return true
}

const QUOTE = 34
const EACH = 0x01010101
const SPACES = 0x20202020
const QUOTES = 0x22222222
const TOPS = 0x80808080
