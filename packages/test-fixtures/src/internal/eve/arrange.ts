/** Puts the rows of a collection in the order of a sort. */
import { type Several, type Value } from "../../Document.ts"
import type * as Matching from "./Matching.ts"
import * as Ordering from "./Ordering.ts"
import { type Key } from "./Sort.ts"

/** Sorts rows by keys read once; rows that are tied stay in natural order. */
export const arrange = (rows: Array<number>, sort: ReadonlyArray<Key>, column: Matching.Access["column"]): void => {
  const [only] = sort
  if (only === undefined) return
  const columns = sort.map(({ path, descending }) => ({ read: column(path), descending }))
  if (sort.length === 1 && arrangeByTime(rows, column(only.path), only.descending)) return
  const keyed = rows.map((row) => ({
    row,
    keys: columns.map(({ read, descending }) => Ordering.sortKey(read(row), descending)),
  }))
  keyed.sort((a, b) => {
    for (const [index, { descending }] of columns.entries()) {
      const order = Ordering.compare(a.keys[index], b.keys[index])
      if (order !== 0) return descending ? -order : order
    }
    return a.row - b.row
  })
  for (const [index, { row }] of keyed.entries()) rows[index] = row
}

/** Sorts rows by a column of dates, missing ones first; `false` when there is anything else in the column. */
const arrangeByTime = (
  rows: Array<number>,
  read: (row: number) => Value | Several | undefined,
  descending: boolean,
): boolean => {
  const times = new Float64Array(rows.length)
  for (const [index, row] of rows.entries()) {
    const value = read(row)
    if (value !== undefined && value !== null && !(value instanceof Date)) return false
    times[index] = value instanceof Date ? value.getTime() : Number.NEGATIVE_INFINITY
  }
  const time = (index: number): number => times[index] ?? 0
  const sign = descending ? -1 : 1
  const order = Uint32Array.from(rows.keys()).toSorted((a, b) => {
    const [x, y] = [time(a), time(b)]
    return x === y ? a - b : x < y ? -sign : sign
  })
  const sorted = Array.from(order, (index) => rows[index] ?? -1)
  for (const [index, row] of sorted.entries()) rows[index] = row
  return true
}
