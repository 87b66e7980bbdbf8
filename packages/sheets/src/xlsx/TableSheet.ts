import * as Effect from "effect/Effect"
import { type Column, inLanguage, type Language } from "../Column.ts"
import type { WriteFailed } from "../Written.ts"
import { Addresses } from "../bytes/Addresses.ts"
import type { Frame, SheetShape } from "./Frame.ts"
import { headersOf, nameOf, shapeOf, type TableSpec } from "./tableShape.ts"
import type { StyleName } from "./styles.ts"
import type { Part } from "./Part.ts"
import { ready } from "../bytes/Bytes.ts"
import { RowNumber } from "./RowNumber.ts"
import type { SharedStrings } from "./SharedStrings.ts"
import { MOST_LINKS } from "./links.ts"
import { heightOf, linesOf } from "./Grid.ts"
import { cell, type Cell, type Counts, letters, type Place } from "./cell.ts"
import { element } from "./xmlText.ts"

/** Rows of a sheet, the header with them. */
export const MOST_ROWS = 1_048_576

/** The header in points: three lines, since headers are often wider than what stands below. */
const HEADER_HEIGHT = 46

/** What the sheets of one workbook share. */
export interface Shared {
  readonly language: Language
  readonly strings: SharedStrings
  readonly counts: Counts
  readonly newPart: Effect.Effect<Part>
  readonly style: Frame["style"]
  /** Rows a sheet may have, the header with them. */
  readonly mostRows: number
}

/** One sheet of a table: a table of more rows than a sheet holds goes on in the next. */
export interface Sheet {
  readonly part: Part
  rows: number
  /** Of each row's link, "" where there is none, as far as Excel opens links. */
  readonly links: Addresses
}

/** A table of rows, written as they come into one sheet or more. */
export class TableSheet<R> {
  readonly spec: TableSpec<R>
  readonly sheets: Array<Sheet> = []
  private readonly place: Place = { sheet: "" }
  private readonly shared: Shared
  private readonly number = new RowNumber()
  readonly head: string
  private readonly cells: ReadonlyArray<Cell<R>>
  private readonly texts: ReadonlyArray<{ readonly width: number; readonly value: (row: R) => string | undefined }>
  private readonly lead: number
  private readonly most: number
  private readonly link: ((row: R) => string | undefined) | undefined

  constructor(spec: TableSpec<R>, shared: Shared, head: string) {
    this.spec = spec
    this.shared = shared
    this.head = head
    this.lead = spec.lead ?? 0
    this.most = Math.min(shared.mostRows, MOST_ROWS - this.lead)
    this.link = spec.columns.flatMap((column) => (column.kind === "link" ? [column.value] : []))[0]
    this.texts = spec.columns.flatMap((column) => {
      const said = inLanguage(column, shared.language)
      return said.kind === "money" || said.kind === "integer" || said.kind === "date" || said.kind === "link"
        ? []
        : [{ width: said.width, value: said.value }]
    })
    this.cells = spec.columns.map((column, index) =>
      cell(
        inLanguage(column, shared.language),
        index,
        shared.style(STYLE_OF[column.kind]),
        shared.style("amountText"),
        shared.strings,
        shared.counts,
        this.place,
      ),
    )
  }

  readonly write = (rows: ReadonlyArray<R>): Effect.Effect<void, WriteFailed> =>
    Effect.iterate(0, {
      while: (from) => from < rows.length,
      body: (from) => this.some(rows, from),
    })

  /** Writes rows until compression and disk fall behind, and says where to go on. */
  private some(rows: ReadonlyArray<R>, from: number): Effect.Effect<number, WriteFailed> {
    return Effect.flatMap(this.current, (sheet) => {
      const until = Math.min(rows.length, from + this.most - 1 - sheet.rows)
      let i = from
      for (; i < until && !sheet.part.isAhead; i++) {
        const row = rows[i]
        if (row !== undefined) this.row(sheet, row)
      }
      return Effect.as(sheet.part.settle(), i)
    })
  }

  private row(sheet: Sheet, row: R): void {
    sheet.rows++
    const { number } = this
    number.set(this.lead + sheet.rows + 1)
    const { out } = sheet.part
    out.reserve(40)
    out.ready(ROW)
    out.ready(number.digits)
    let lines = 1
    for (const { value, width } of this.texts) {
      const text = value(row)
      if (text !== undefined && text.length > width) lines = Math.max(lines, linesOf(text, width))
    }
    if (lines > 1) out.utf8(`"${heightOf(lines)}>`)
    else out.ready(END_START)
    for (const write of this.cells) write(out, row, number)
    if (sheet.rows <= MOST_LINKS && this.link !== undefined) sheet.links.add(this.link(row) ?? "")
    out.reserve(12)
    out.ready(END_ROW)
    sheet.part.cutWhenFull()
  }

  private readonly current: Effect.Effect<Sheet, WriteFailed> = Effect.suspend(() => {
    const last = this.sheets.at(-1)
    return last === undefined || last.rows >= this.most - 1 ? this.begin : Effect.succeed(last)
  })

  private readonly begin: Effect.Effect<Sheet> = Effect.suspend(() =>
    Effect.map(this.shared.newPart, (part) => {
      const sheet: Sheet = { part, rows: 0, links: new Addresses() }
      this.place.sheet = nameOf(this.spec.title, this.sheets.length)
      this.sheets.push(sheet)
      part.out.utf8(
        `<row r="${this.lead + 1}" ht="${HEADER_HEIGHT}" customHeight="1">${headersOf(this.spec, this.shared.language)
          .map((text, index) => this.header(text, index))
          .join("")}</row>`,
      )
      return sheet
    }),
  )

  private header(text: string, index: number): string {
    const numeric = this.spec.columns[index]?.kind === "money" || this.spec.columns[index]?.kind === "integer"
    const style = this.shared.style(numeric ? "headerRight" : "header")
    return `<c r="${letters(index)}${this.lead + 1}" s="${style}" t="inlineStr"><is>${element(text)}</is></c>`
  }

  /** Makes sure that there is a sheet, with a word on it if there are no rows. */
  readonly close: Effect.Effect<void, WriteFailed> = Effect.suspend(() => {
    if (this.sheets.length > 0) return Effect.void
    return Effect.map(this.begin, (sheet) => {
      const style = this.shared.style("note")
      sheet.part.out.utf8(
        `<row r="${this.lead + 2}"><c r="A${this.lead + 2}" s="${style}" t="inlineStr"><is>${element(this.spec.empty)}</is></c></row>`,
      )
    })
  })

  /** Name and rows of each sheet. */
  index(): ReadonlyArray<{ readonly name: string; readonly rows: number }> {
    return this.sheets.map(({ rows }, index) => ({ name: nameOf(this.spec.title, index), rows }))
  }

  /** The row of the first row of data, on each sheet. */
  get first(): number {
    return this.lead + 2
  }

  /** The letters of the column that links to the case. */
  get linkColumn(): string {
    return letters(this.spec.columns.findIndex((column) => column.kind === "link"))
  }

  /** The cells below each header of ids: numbers that are text on purpose. */
  get idColumns(): ReadonlyArray<string> {
    return this.spec.columns.flatMap((column, index) => (column.kind === "id" ? [letters(index)] : []))
  }

  /** The sheets as they stand, for the frame. */
  shapes(): ReadonlyArray<SheetShape> {
    return this.sheets.map(({ rows }, index) => shapeOf(this.spec, this.shared.language, rows, index))
  }

  /** The column's cells on every sheet, as formulas name them. */
  ranges(key: string): ReadonlyArray<string> {
    const letter = letters(this.spec.columns.findIndex((column) => column.key === key))
    return this.sheets.flatMap(({ rows }, index) =>
      rows === 0
        ? []
        : [`'${nameOf(this.spec.title, index)}'!$${letter}$${this.lead + 2}:$${letter}$${this.lead + rows + 1}`],
    )
  }
}

const ROW = ready('<row r="')
const END_START = ready('">')
const END_ROW = ready("</row>")

const STYLE_OF: Readonly<Record<Column<never>["kind"], StyleName>> = {
  text: "wrapped",
  id: "id",
  enum: "wrapped",
  link: "link",
  money: "money",
  date: "date",
  integer: "plain",
}
