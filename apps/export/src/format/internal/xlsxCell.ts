import type { Column } from "../Column.ts"
import type { Bytes } from "./Bytes.ts"
import * as decimal from "./decimal.ts"
import type { SharedStrings } from "./SharedStrings.ts"
import { formulaLink, MOST_LINKS } from "./links.ts"
import { inline, LONGEST } from "./xmlText.ts"

/** Writes one cell of a row; `number` is the row's number in the sheet, as text. */
export type Cell<R> = (out: Bytes, row: R, number: string) => void

/** A text that no cell holds whole: where it belongs, and all of it. */
export interface LongText {
  readonly sheet: string
  readonly cell: string
  readonly text: string
}

/** What had to be done to the data, as it happens. */
export interface Counts {
  amountsAsText: number
  readonly longTexts: Array<LongText>
}

/** The sheet that is being written to. */
export interface Place {
  sheet: string
}

/** Ends a text that goes on in the sheet of long texts. */
const CUT = " […]"

/** Room for a cell's markup and for any number in it. */
const MARKUP = 160

/**
 * The writer of a column's cells: everything that is the same in each row is made ready once.
 * `textStyle` is for amounts that must be text.
 */
export const cell = <R>(
  column: Column<R>,
  index: number,
  style: number,
  textStyle: number,
  strings: SharedStrings,
  counts: Counts,
  place: Place,
): Cell<R> => {
  const open = Buffer.from(`<c r="${letters(index)}`)
  const asNumber = Buffer.from(`" s="${style}"><v>`)
  const asText = Buffer.from(`" s="${column.kind === "money" ? textStyle : style}" t="inlineStr"><is>`)
  const asShared = Buffer.from(`" s="${style}" t="s"><v>`)

  const number = (out: Bytes, row: string, value: string) => {
    out.reserve(MARKUP)
    out.bytes(open)
    out.ascii(row)
    out.bytes(asNumber)
    out.ascii(value)
    out.bytes(END_VALUE)
  }
  const cut = (row: string, text: string): string => {
    counts.longTexts.push({ sheet: place.sheet, cell: letters(index) + row, text })
    return `${text.slice(0, LONGEST - CUT.length)}${CUT}`
  }
  const text = (out: Bytes, row: string, value: string) => {
    out.reserve(MARKUP)
    out.bytes(open)
    out.ascii(row)
    out.bytes(asText)
    inline(out, value.length > LONGEST ? cut(row, value) : value)
    out.reserve(MARKUP)
    out.bytes(END_TEXT)
  }
  const shared = (out: Bytes, row: string, value: string) => {
    const index = strings.indexOf(value)
    if (index < 0 || value.length > LONGEST) return text(out, row, value)
    out.reserve(MARKUP)
    out.bytes(open)
    out.ascii(row)
    out.bytes(asShared)
    out.ascii(String(index))
    out.bytes(END_VALUE)
  }

  switch (column.kind) {
    case "money":
      return (out, row, at) => {
        const minor = column.value(row)
        if (minor === undefined) return
        if (decimal.fitsSpreadsheet(minor)) return number(out, at, decimal.format(minor, "."))
        counts.amountsAsText++
        text(out, at, decimal.format(minor, "."))
      }
    case "date":
      return (out, row, at) => {
        const day = column.value(row)
        if (day !== undefined) number(out, at, serial(day))
      }
    case "integer":
      return (out, row, at) => {
        const value = column.value(row)
        if (value !== undefined) number(out, at, String(value))
      }
    case "enum":
      return (out, row, at) => {
        const value = column.value(row)
        if (value !== undefined) shared(out, at, value)
      }
    case "link":
      return (out, row, at) => {
        const address = column.value(row)
        if (address === undefined) return
        if (Number(at) <= MOST_LINKS + 1) return text(out, at, address)
        out.utf8(`<c r="${letters(index)}${at}" s="${style}" t="str">${formulaLink(address)}</c>`)
      }
    default:
      return (out, row, at) => {
        const value = column.value(row)
        if (value !== undefined) text(out, at, value)
      }
  }
}

const END_VALUE = Buffer.from("</v></c>")
const END_TEXT = Buffer.from("</is></c>")

/** A column's letters: 0 is A, 26 is AA. */
export const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26))

const serials = new Map<string, string>()

/** The day's number in a spreadsheet: days since 30 December 1899. */
export const serial = (day: string): string => {
  const known = serials.get(day)
  if (known !== undefined) return known
  if (serials.size > 50_000) serials.clear()
  const days = String(Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569)
  serials.set(day, days)
  return days
}
