/** Bytes into the fields of lines, with what is wrong with their text. Lines without anything are left out. */
import * as Encoding from "../text/Encoding.ts"
import * as Fields from "../text/fields.ts"
import * as Lines from "../text/lines.ts"
import type { Finding } from "./Finding.ts"
import * as Problems from "./problems.ts"

export interface ReadLine {
  /** From 1. */
  readonly number: number
  readonly split: Fields.Split
  readonly bytes: Uint8Array
  readonly findings: ReadonlyArray<Finding>
}

export interface LineReader {
  readonly push: (bytes: Uint8Array) => ReadonlyArray<ReadLine>
  readonly end: () => ReadonlyArray<ReadLine>
  /** What is to be said of the whole file, after its end. */
  readonly ofFile: () => ReadonlyArray<Finding>
  /** How many lines there were, empty ones included. */
  readonly count: () => number
}

export const make = (): LineReader => {
  const lines = Lines.make()
  const decoder = Encoding.make()
  const reported = new Set<Encoding.Encoding>(["cp437"])
  let number = 0

  const ofEncoding = (encoding: Encoding.Encoding | undefined): ReadonlyArray<Finding> => {
    if (encoding === undefined || reported.has(encoding)) return []
    reported.add(encoding)
    return [Problems.encoding(number, encoding)]
  }

  const read = (line: Uint8Array): ReadonlyArray<ReadLine> => {
    number++
    const isMarked = number === 1 && mark.every((byte, at) => line[at] === byte)
    const bytes = isMarked ? line.subarray(mark.length) : line
    const { encoding, text } = decoder.decode(bytes)
    const split = Fields.split(text)
    const findings = [...ofEncoding(isMarked ? "utf-8" : encoding), ...Problems.ofText(number, text, split)]
    const isEmpty = split.label === "" && split.tokens.length === 0 && !split.opens && !split.closes
    return isEmpty && findings.length === 0 ? [] : [{ number, split, bytes, findings }]
  }

  return {
    push: (bytes) => lines.push(bytes).flatMap(read),
    end: () => lines.end().flatMap(read),
    ofFile: () => Problems.lineEnds(lines.ends),
    count: () => number,
  }
}

/** The byte order mark of UTF-8. */
const mark = [0xef, 0xbb, 0xbf]
