/**
 * `#KSUMMA`: the CRC-32 of the labels and fields of all records between two of them. Blanks between fields, quotation marks
 * around them, braces and line ends do not count; `\"` counts as a quotation mark.
 */
import { crc32 } from "node:zlib"

const quote = 0x22
const backslash = 0x5c
const uncounted = new Set([0x20, 0x09, 0x7b, 0x7d])

/** The checksum of what came before (0 at the start) and this line, given as the bytes of the file. */
export const add = (sum: number, line: Uint8Array): number => {
  const counted = new Uint8Array(line.length)
  let length = 0
  let inQuotes = false
  for (let at = 0; at < line.length; at++) {
    const byte = line[at] ?? 0
    if (byte === backslash && line[at + 1] === quote) continue
    if (byte === quote && line[at - 1] !== backslash) inQuotes = !inQuotes
    else if (inQuotes || !uncounted.has(byte)) counted[length++] = byte
  }
  return crc32(counted.subarray(0, length), sum)
}

/** Whether the file's own number is the sum; some programs write it with a sign. */
export const matches = (written: string, sum: number): boolean =>
  /^-?\d+$/.test(written) && Number(written) >>> 0 === sum
