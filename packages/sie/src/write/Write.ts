/** Writes SIE files: code page 437, CRLF, the standard's order. The same file has the same bytes, always. */
import * as Checksum from "../text/Checksum.ts"
import * as Fields from "../text/fields.ts"
import * as Transliteration from "../text/Transliteration.ts"
import type { Field } from "../model/Field.ts"
import type { SieFile } from "../model/SieFile.ts"
import * as Lines from "./lines.ts"

/** The bytes of a file, and what could not be written as it was. */
export interface Written {
  readonly bytes: Uint8Array
  /** The characters that code page 437 does not have, and what stands for them in the file. */
  readonly replaced: ReadonlyArray<Transliteration.Replaced>
}

/** What is written beside the file itself, and how. */
export interface Options {
  /** Writes `#KSUMMA`, so that readers notice when the file was changed. Few programs write or check it. */
  readonly checksum?: boolean
  /**
   * Writes `/` for every backslash. The standard has `\"` alone, yet some programs take any backslash for the start of an
   * escape, and drop it.
   */
  readonly withoutBackslashes?: boolean
}

/**
 * The bytes of a file of any type, as it is, `others` included. Nothing is checked: `ImportFile.write` writes what a program
 * is to import.
 */
export const file = (file: SieFile, options: Options = {}): Written => {
  const transliterator = Transliteration.make()
  const format = formatWith(textWith(transliterator, options.withoutBackslashes === true))
  const lines: Array<Uint8Array> = []
  let sum: number | undefined

  const add = (...line: Lines.Line) => {
    const bytes = Transliteration.encode(`${line.map(format).join(" ")}\r\n`)
    lines.push(bytes)
    if (sum !== undefined) sum = Checksum.add(sum, bytes.subarray(0, -2))
  }

  let isFirst = true
  for (const line of Lines.of(file)) {
    // #FLAGGA comes first, also before the checksum, since the program that imports the file changes it.
    if (isFirst && options.checksum === true) {
      if (line[0] === "#FLAGGA") add(...line)
      add("#KSUMMA")
      sum = 0
      if (line[0] !== "#FLAGGA") add(...line)
    } else add(...line)
    isFirst = false
  }
  if (sum !== undefined) add("#KSUMMA", String(sum))
  return { bytes: Buffer.concat(lines), replaced: transliterator.replaced() }
}

/** Labels and braces come first in a line, and are written as they are; the rest is text. */
const formatWith = (plain: (text: string) => string) => (field: Field, index: number) => {
  if (typeof field !== "string") return Fields.format(field.map(plain))
  return index === 0 ? plain(field) : Fields.format(plain(field))
}

const textWith =
  ({ convert, replace }: Transliteration.Transliterator, withoutBackslashes: boolean) =>
  (text: string): string => {
    const converted = convert(text)
    if (withoutBackslashes) return converted.replaceAll("\\", () => replace("\\", "/"))
    return Fields.endsEscaping(converted) ? converted.slice(0, -1) + replace("\\", "/") : converted
  }
