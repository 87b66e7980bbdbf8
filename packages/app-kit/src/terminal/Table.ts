/**
 * Rows as a table on a terminal, or as tab-separated lines for a program. Both stream: a table takes its widths from its
 * first rows and cuts what does not fit later, so that memory does not grow with the number of rows.
 */
import * as Chunk from "effect/Chunk"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { textWidth } from "./textWidth.ts"
import { oneLine } from "../process/Report.ts"
import * as Amount from "./Amount.ts"
import * as Screen from "./Screen.ts"

export interface Column<A> {
  readonly header: string
  readonly align?: "left" | "right"
  /**
   * May be cut down to so many columns on a narrow terminal, and further where lines would break otherwise; without it the
   * value is always whole, as ids and amounts must be.
   */
  readonly least?: number
  /** Which end stays when the value is cut: the start, unless the end tells values apart, as in numbers that are counted up. */
  readonly keep?: "start" | "end"
  /** Left out on a terminal too narrow for everything, the highest first; without it the column always stays. */
  readonly rank?: number
  /** Holds amounts, whose thousands a table sets apart. */
  readonly amounts?: boolean
  readonly value: (row: A) => string
}

/** Lines of `value<TAB>value`, without a header. Tabs and line breaks in a value become spaces. */
export const tabSeparated =
  <A>(columns: ReadonlyArray<Column<A>>): ((row: A) => string) =>
  (row) =>
    columns.map((column) => harmless(column.value(row))).join("\t")

/** The header and the rows, fitted to the screen. Nothing at all when there are no rows. */
export const fitted =
  <A>(columns: ReadonlyArray<Column<A>>, screen: Screen.Screen) =>
  <E, R>(rows: Stream.Stream<A, E, R>): Stream.Stream<string, E, R> =>
    Stream.mapAccum(Stream.rechunk(rows, sampleSize).pipe(Stream.chunks), Option.none<Layout<A>>(), (known, chunk) => {
      const cells = Chunk.toReadonlyArray(chunk).map(
        (row) => new Map(columns.map((column) => [column, cellOf(column, row)])),
      )
      const layout = Option.getOrElse(known, () => layOut(columns, cells, screen.columns))
      const lines = cells.map((row) => lineOf(layout, (column) => row.get(column) ?? ""))
      const header = Option.isNone(known)
        ? [
            Screen.bold(
              screen,
              lineOf(layout, (column) => column.header),
            ),
          ]
        : []
      return [Option.some(layout), Chunk.unsafeFromArray([...header, ...lines])]
    }).pipe(Stream.flattenChunks)

const cellOf = <A>({ amounts = false, value }: Column<A>, row: A) => {
  const text = harmless(value(row))
  return amounts ? Amount.grouped(text) : text
}

/** A value in one line: tabs too, which would break the columns. */
export const harmless = (text: string): string => oneLine(text.replaceAll("\t", " "))

/** The text cut to so many terminal columns, with an ellipsis where something is missing. */
export const cut = (text: string, width: number, keep: "start" | "end" = "start"): string => {
  if (textWidth(text) <= width) return text
  const parts = graphemes(text)
  const taken: Array<string> = []
  let used = 0
  for (const part of keep === "start" ? parts : parts.toReversed()) {
    const next = textWidth(part)
    if (used + next > width - 1) break
    taken.push(part)
    used += next
  }
  return keep === "start" ? `${taken.join("")}…` : `…${taken.toReversed().join("")}`
}

const sampleSize = 100
const gap = "  "

let segmenter: Intl.Segmenter | undefined
/** What a reader takes for one character each. */
const graphemes = (text: string): ReadonlyArray<string> => {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

interface Placed<A> {
  readonly column: Column<A>
  readonly width: number
}
type Layout<A> = ReadonlyArray<Placed<A>>

const layOut = <A>(
  columns: ReadonlyArray<Column<A>>,
  cells: ReadonlyArray<ReadonlyMap<Column<A>, string>>,
  available: number,
): Layout<A> => {
  const wanted = columns.map((column) => ({
    column,
    width: Math.max(textWidth(column.header), ...cells.map((row) => textWidth(row.get(column) ?? ""))),
  }))
  const kept = shrink(dropColumns(wanted, available), available, ({ least }) => least)
  return shrink(kept, available, ({ least }) => (least === undefined ? undefined : Math.min(least, barest)))
}

/** Leaves columns out until the rest fits even if everything else is cut as far as it may be. */
const dropColumns = <A>(layout: Layout<A>, available: number): Layout<A> => {
  const smallest = layout.map(({ column, width }) => ({ column, width: Math.min(width, column.least ?? width) }))
  if (total(smallest) <= available) return layout
  const [last] = layout
    .filter(({ column }) => column.rank !== undefined)
    .toSorted((a, b) => (b.column.rank ?? 0) - (a.column.rank ?? 0))
  return last === undefined
    ? layout
    : dropColumns(
        layout.filter((placed) => placed !== last),
        available,
      )
}

/** What is left of a text on a screen too narrow for everything that must stay. */
const barest = 4

/** Takes from the widest column that may be cut, one terminal column at a time. */
const shrink = <A>(
  layout: Layout<A>,
  available: number,
  leastOf: (column: Column<A>) => number | undefined,
): Layout<A> => {
  let current = layout
  while (total(current) > available) {
    const [widest] = current
      .filter(({ column, width }) => width > (leastOf(column) ?? Infinity))
      .toSorted((a, b) => b.width - a.width)
    if (widest === undefined) return current
    current = current.map((placed) => (placed === widest ? { column: placed.column, width: placed.width - 1 } : placed))
  }
  return current
}

const total = <A>(layout: Layout<A>) =>
  layout.reduce((sum, { width }) => sum + width, 0) + gap.length * Math.max(0, layout.length - 1)

const lineOf = <A>(layout: Layout<A>, text: (column: Column<A>) => string) =>
  layout
    .map(({ column, width }) => {
      const shown = column.least === undefined ? text(column) : cut(text(column), width, column.keep)
      const padding = " ".repeat(Math.max(0, width - textWidth(shown)))
      return column.align === "right" ? padding + shown : shown + padding
    })
    .join(gap)
    .trimEnd()
