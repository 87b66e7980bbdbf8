import type { CsvProfile } from "../CsvProfile.ts"
import type { Notice } from "../Written.ts"

/** Turns text into bytes and counts the characters that it could not keep. */
export interface Encoder {
  readonly bytes: (text: string) => Uint8Array
  readonly notices: () => ReadonlyArray<Notice>
}

/** What the bytes 0x80 to 0x9f mean in windows-1252; five of them mean nothing. */
const UPPER = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ"
const CODES = new Map(
  Array.from(UPPER).flatMap((char, index) => (char === "\0" ? [] : [[char.charCodeAt(0), 0x80 + index]])),
)

export const encoder = (encoding: CsvProfile["encoding"]): Encoder => {
  const encode = encoding === "windows-1252" ? windows1252 : utf8
  const target = new Target()
  let replaced = 0
  const replace = (text: string) => {
    replaced++
    return text
  }
  return {
    bytes: (text) => encode(text, target, replace),
    notices: () =>
      replaced === 0
        ? []
        : [
            {
              kind: "replaced",
              count: replaced,
              message: `${replaced} characters do not exist in ${encoding} and were replaced`,
            },
          ],
  }
}

/** Half of a surrogate pair is not a character: Buffer writes U+FFFD for it. */
const HALF_PAIR = /\p{Surrogate}/gu

/** One buffer serves all batches: a fresh one each time costs more in garbage collection than the encoding itself. */
class Target {
  private buffer = Buffer.alloc(0)

  of(size: number): Buffer {
    if (this.buffer.length < size) this.buffer = Buffer.allocUnsafeSlow(size * 2)
    return this.buffer
  }
}

const utf8 = (text: string, target: Target, replace: (by: string) => string): Uint8Array => {
  const buffer = target.of(text.length * 3)
  const bytes = buffer.subarray(0, buffer.write(text, "utf8"))
  if (bytes.includes("\ufffd")) text.replace(HALF_PAIR, replace)
  return bytes
}

/** Characters put together first (a + ring is å); those that windows-1252 lacks become "?". */
const windows1252 = (text: string, target: Target, replace: (by: string) => string): Uint8Array => {
  const composed = text.normalize("NFC")
  const buffer = target.of(composed.length)
  let length = 0
  for (const char of composed) {
    const code = char.codePointAt(0) ?? 0
    const known = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : CODES.get(code)
    buffer[length++] = known ?? replace("?").charCodeAt(0)
  }
  return buffer.subarray(0, length)
}
