import type { Column, Language } from "../Column.ts"
import type { TableSpec } from "./tableShape.ts"
import type { LongText } from "./cell.ts"
import { LONGEST } from "./xmlText.ts"

/** A piece of a text that no cell holds whole. */
interface Piece extends LongText {
  readonly number: number
}

const columns: ReadonlyArray<Column<Piece>> = [
  {
    key: "sheet",
    kind: "text",
    header: { sv: "Blad", en: "Sheet" },
    about: "Sheet the text belongs on",
    width: 20,
    value: (piece) => piece.sheet,
  },
  {
    key: "cell",
    kind: "id",
    header: { sv: "Cell", en: "Cell" },
    about: "Cell the text belongs in",
    width: 12,
    value: (piece) => piece.cell,
  },
  {
    key: "piece",
    kind: "integer",
    header: { sv: "Del", en: "Piece" },
    about: "Number of the piece, from 1",
    width: 8,
    value: (piece) => piece.number,
  },
  {
    key: "text",
    kind: "text",
    header: { sv: "Text", en: "Text" },
    about: "The piece; the pieces one after the other are the whole text",
    width: 80,
    value: (piece) => piece.text,
  },
]

const title = { sv: "Långa texter", en: "Long texts" }

/** The sheet of texts that no cell holds whole: only there when there are some. */
export const specOf = (language: Language): TableSpec<Piece> => ({
  title: title[language],
  table: "LongTexts",
  columns,
  empty: "",
  tab: "7F7F7F",
})

/**
 * The pieces of a text in order, numbered from 1: each of at most 32,767 UTF-16 units, as much as a cell of Excel
 * holds.
 */
export const piecesOf = (long: LongText): ReadonlyArray<Piece> => {
  const pieces: Array<Piece> = []
  for (let from = 0; from < long.text.length;) {
    const until = borderBefore(long.text, from + LONGEST)
    pieces.push({ ...long, number: pieces.length + 1, text: long.text.slice(from, until) })
    from = until
  }
  return pieces
}

/** No piece ends between the halves of a character. */
const borderBefore = (text: string, at: number): number =>
  at < text.length && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at
