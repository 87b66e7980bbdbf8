import type { CsvProfile } from "./CsvProfile.ts"
import type { Notice } from "../Written.ts"
import type { Bytes } from "../bytes/Bytes.ts"

/** Characters that the encoding could not keep. */
export interface Replaced {
  count: number
}

/** The notice of a file in which characters were replaced; none where all were kept. */
export const noticesOf = ({ count }: Replaced, encoding: string): ReadonlyArray<Notice> =>
  count === 0
    ? []
    : [{ kind: "replaced", count, message: `characters that do not exist in ${encoding} and were replaced: ${count}` }]

/** Writes a text of any characters; for windows-1252 they are put together already (a + ring is å). */
export const encode = (out: Bytes, text: string, encoding: CsvProfile["encoding"], replaced: Replaced): void => {
  if (encoding === "windows-1252") return windows1252(out, text, replaced)
  if (out.alphabetic(text)) return
  out.utf8(text)
  if (SURROGATE.test(text)) replaced.count += text.match(HALF_PAIR)?.length ?? 0
}

/** Half of a surrogate pair is not a character: U+FFFD is written for it. */
const HALF_PAIR = /\p{Surrogate}/gu
/** Costs nothing on a text of Latin letters, which holds none. */
const SURROGATE = /[\ud800-\udfff]/

/** What the bytes 0x80 to 0x9f mean in windows-1252; five of them mean nothing. */
const UPPER = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ"
const CODES = new Map(
  Array.from(UPPER).flatMap((char, index) => (char === "\0" ? [] : [[char.charCodeAt(0), 0x80 + index]])),
)

/** Characters that windows-1252 lacks become "?". */
const windows1252 = (out: Bytes, text: string, replaced: Replaced): void => {
  out.reserve(text.length)
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    const known = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : CODES.get(code)
    if (known === undefined) replaced.count++
    out.byte(known ?? 63)
  }
}
