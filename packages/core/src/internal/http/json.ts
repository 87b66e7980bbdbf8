/**
 * JSON as the server writes it, which is not quite JSON: Python prints NaN and Infinity bare, which breaks the whole
 * page for `JSON.parse`, and 64-bit integers in full, which JavaScript rounds past 2^53. Both become strings: "NaN",
 * "9007199254740993". Text that needs none of it costs a `JSON.parse` and one search.
 */
import * as Option from "effect/Option"

export interface Parsed {
  readonly value: unknown
  /** Something was put in quotes. */
  readonly repaired: boolean
}

/** None when the text is not JSON even so: cut off, or something else altogether. */
export const parse = (text: string): Option.Option<Parsed> =>
  mayHoldLongInteger.test(text)
    ? parseRepaired(text)
    : Option.orElse(parseExact(text), () => (bareWord.test(text) ? parseRepaired(text) : Option.none()))

/** 16 digits where a number may start; the same in a string (a date, an OCR number) only costs the longer way. */
const mayHoldLongInteger = /[\s:,[-]\d{16}|^\d{16}/

const bareWord = /NaN|Infinity/

const parseExact = Option.liftThrowable((text: string): Parsed => ({ value: JSON.parse(text), repaired: false }))

const parseRepaired = (text: string): Option.Option<Parsed> => {
  const repaired = text.replace(token, (found) => (needsQuotes(found) ? `"${found}"` : found))
  return Option.map(parseExact(repaired), ({ value }) => ({ value, repaired: repaired !== text }))
}

/** Strings are matched first, so that nothing inside one is touched. */
const token = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\b(?:NaN|Infinity)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

const needsQuotes = (found: string): boolean =>
  !found.startsWith('"') && (bareWord.test(found) || (/^-?\d+$/.test(found) && !Number.isSafeInteger(Number(found))))
