import type { Column } from "../Column.ts"
import { type Bytes, ready } from "../bytes/Bytes.ts"
import * as decimal from "../numbers/decimal.ts"
import * as digits from "../numbers/digits.ts"
import type { RowNumber } from "./RowNumber.ts"
import type { SharedStrings } from "./SharedStrings.ts"
import { formulaLink, MOST_LINKS } from "./links.ts"
import { copyText, element, LONGEST } from "./xmlText.ts"

/** Writes one cell of a row. */
export type Cell<R> = (out: Bytes, row: R, number: RowNumber) => void

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
  const open = ready(`<c r="${letters(index)}`)
  const asNumber = ready(`" s="${style}"><v>`)
  const asText = ready(`" s="${column.kind === "money" ? textStyle : style}" t="inlineStr"><is>${TEXT}`)
  const asShared = ready(`" s="${style}" t="s"><v>`)

  const begin = (out: Bytes, row: RowNumber) => {
    out.reserve(MARKUP)
    out.ready(open)
    out.ready(row.digits)
  }
  const cut = (row: RowNumber, text: string): string => {
    counts.longTexts.push({ sheet: place.sheet, cell: letters(index) + row.value, text })
    return `${text.slice(0, LONGEST - CUT.length)}${CUT}`
  }
  const text = (out: Bytes, row: RowNumber, whole: string) => {
    const value = whole.length > LONGEST ? cut(row, whole) : whole
    begin(out, row)
    out.ready(asText)
    if (copyText(out, value)) {
      out.reserve(MARKUP)
      return out.ready(END_TEXT)
    }
    out.length -= TEXT.length
    out.utf8(element(value))
    out.reserve(MARKUP)
    out.ready(END_INLINE)
  }
  const shared = (out: Bytes, row: RowNumber, value: string) => {
    const index = strings.indexOf(value)
    if (index < 0 || value.length > LONGEST) return text(out, row, value)
    begin(out, row)
    out.ready(asShared)
    digits.integer(out, index)
    out.ready(END_VALUE)
  }

  switch (column.kind) {
    case "money":
      return (out, row, at) => {
        const minor = column.value(row)
        if (minor === undefined) return
        if (!decimal.fitsSpreadsheet(minor)) {
          counts.amountsAsText++
          return text(out, at, decimal.format(minor, "."))
        }
        begin(out, at)
        out.ready(asNumber)
        digits.money(out, minor, ".")
        out.ready(END_VALUE)
      }
    case "date":
      return (out, row, at) => {
        const day = column.value(row)
        if (day === undefined) return
        const days = serial(day)
        if (!(days >= FIRST_DAY && days <= LAST_DAY)) return text(out, at, day)
        begin(out, at)
        out.ready(asNumber)
        digits.integer(out, days)
        out.ready(END_VALUE)
      }
    case "integer":
      return (out, row, at) => {
        const value = column.value(row)
        if (value === undefined) return
        if (!Number.isFinite(value)) return text(out, at, String(value))
        begin(out, at)
        out.ready(asNumber)
        digits.integer(out, value)
        out.ready(END_VALUE)
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
        if (at.value <= MOST_LINKS + 1) return text(out, at, address)
        out.utf8(`<c r="${letters(index)}${at.value}" s="${style}" t="str">${formulaLink(address)}</c>`)
      }
    default:
      return (out, row, at) => {
        const value = column.value(row)
        if (value !== undefined) text(out, at, value)
      }
  }
}

const TEXT = "<t>"
const END_VALUE = ready("</v></c>")
const END_TEXT = ready("</t></is></c>")
const END_INLINE = ready("</is></c>")

/** A column's letters: 0 is A, 26 is AA. */
export const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26))

/** 1 March 1900: before it spreadsheets disagree, since Excel has a 29 February 1900; what is earlier is text. */
const FIRST_DAY = 61
/** 31 December 9999. */
const LAST_DAY = 2_958_465

const serials = new Map<string, number>()

/** The day's number in a spreadsheet: days since 30 December 1899. */
export const serial = (day: string): number => {
  const known = serials.get(day)
  if (known !== undefined) return known
  if (serials.size > 50_000) serials.clear()
  const days = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569
  serials.set(day, days)
  return days
}
