/**
 * Which encoding a line is in. The standard has one, code page 437 (`#FORMAT PC8`), yet many files are UTF-8 or Windows-1252.
 * Each line is judged by its own bytes, so that a file put together from several is read, too.
 */
import { isUtf8 } from "node:buffer"
import iconv from "iconv-lite"

export type Encoding = "cp437" | "utf-8" | "windows-1252"

export const names: Record<Encoding, string> = {
  cp437: "code page 437",
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252 (ISO 8859-1)",
}

/** å ä ö Å Ä Ö é É ü Ü Ø Æ of Windows-1252. In code page 437 these bytes are lines of boxes and signs that nobody writes. */
const letters1252 = new Set([0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9, 0xc9, 0xfc, 0xdc, 0xd8, 0xc6])
/** å ä ö Å Ä Ö é É ü Ü of code page 437. Some of these bytes are quotation marks and dashes in Windows-1252. */
const letters437 = new Set([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82, 0x90, 0x81, 0x9a])

export interface Decoded {
  readonly text: string
  /** Undefined for ASCII, which is the same in all of them. */
  readonly encoding: Encoding | undefined
}

export interface LineDecoder {
  readonly decode: (line: Uint8Array) => Decoded
}

/** A decoder remembers what it has seen, for lines such as `25 °C` that show nothing themselves. */
export const make = (): LineDecoder => {
  let last: Encoding = "cp437"
  const seen = { for1252: 0, for437: 0 }

  const singleByteOf = (line: Uint8Array): Encoding => {
    const { for1252, for437 } = evidence(line)
    seen.for1252 += for1252
    seen.for437 += for437
    if (for1252 === 0 && for437 === 0) return last === "utf-8" ? "cp437" : last
    // One letter may be damaged, and quotation marks of Windows-1252 look like letters: then the file so far decides.
    const isClear = (for1252 === 0 && for437 > 1) || (for437 === 0 && for1252 > 1)
    const { for1252: all1252, for437: all437 } = isClear ? { for1252, for437 } : seen
    return all1252 * 2 > all437 ? "windows-1252" : "cp437"
  }

  const decode = (line: Uint8Array): Decoded => {
    const buffer = Buffer.from(line.buffer, line.byteOffset, line.byteLength)
    if (isAscii(line)) return { text: buffer.toString("latin1"), encoding: undefined }
    // Text in another encoding is valid UTF-8 by chance only with pairs such as `├ñ`.
    last = isUtf8(line) ? "utf-8" : singleByteOf(line)
    return { text: iconv.decode(buffer, last), encoding: last }
  }
  return { decode }
}

const isAscii = (line: Uint8Array): boolean => {
  for (let at = 0; at < line.length; at++) if ((line[at] ?? 0) >= 0x80) return false
  return true
}

const evidence = (line: Uint8Array) => {
  let for1252 = 0
  let for437 = 0
  for (const byte of line) {
    if (letters1252.has(byte)) for1252++
    else if (letters437.has(byte)) for437++
  }
  return { for1252, for437 }
}
