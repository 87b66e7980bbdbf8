/** Text into code page 437. What it does not have becomes what comes closest, and is counted; never `?`. */
import iconv from "iconv-lite"

/** A character that was replaced, by what, and how often. */
export interface Replaced {
  readonly from: string
  readonly to: string
  readonly count: number
}

export interface Transliterator {
  readonly convert: (text: string) => string
  /** Counts a replacement that has another reason, and returns what stands for the character. */
  readonly replace: (from: string, to: string) => string
  /** In the order of their first appearance. */
  readonly replaced: () => ReadonlyArray<Replaced>
}

/** The characters of code page 437 that are no control characters. */
const known = new Set(
  Array.from({ length: 256 }, (_, byte) => byte)
    .filter((byte) => byte >= 0x20 && byte !== 0x7f)
    .map((byte) => iconv.decode(Buffer.of(byte), "cp437")),
)

const closest: Record<string, string> = {
  "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i",
  "œ": "oe", "Œ": "OE", "ẞ": "SS", "ŋ": "n", "Ŋ": "N", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
  "€": "EUR", "¤": "*", "§": "par.", "©": "(c)", "®": "(r)", "×": "x", "‰": "o/oo", "¶": "par.", "¦": "|",
  "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-", "¯": "-", "\u00ad": "",
  "“": '"', "”": '"', "„": '"', "‟": '"', "¨": '"', "‘": "'", "’": "'", "‚": ",", "‛": "'", "´": "'", "¸": ",",
  "‹": "<", "›": ">", "†": "+", "‡": "+", "⁄": "/", "�": "_",
} // prettier-ignore

/** Marks that the character before them already has lost: accents, joiners, variants. */
const unseen = /^[\p{M}\p{Cf}]$/u
const control = /^\p{Cc}$/u

export const make = (): Transliterator => {
  const counts = new Map<string, { to: string; count: number }>()

  const replace = (from: string, to: string): string => {
    const before = counts.get(from)
    if (before === undefined) counts.set(from, { to, count: 1 })
    else before.count++
    return to
  }
  const one = (char: string): string => (known.has(char) ? char : replace(char, closestTo(char)))

  return {
    replace,
    // Composed first: macOS writes å as a and a ring.
    convert: (text) => Array.from(text.normalize("NFC"), one).join(""),
    replaced: () => Array.from(counts, ([from, { count, to }]) => ({ from, to, count })),
  }
}

const closestTo = (char: string): string => {
  const found = closest[char]
  if (found !== undefined) return found
  if (control.test(char)) return " "
  if (unseen.test(char)) return ""
  const parts = Array.from(char.normalize("NFKD")).filter((part) => !unseen.test(part))
  const letters = parts.map((part) => (known.has(part) ? part : closest[part]))
  return letters.length === 0 || letters.includes(undefined) ? "_" : letters.join("")
}

/** The bytes of a text that `convert` has made. */
export const encode = (text: string): Uint8Array => iconv.encode(text, "cp437")
