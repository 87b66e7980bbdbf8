/** The order in which the database compares and sorts values: by kind first, strings by code point, missing before all. */
import { Decimal, Float, isList, ObjectId, Several, toNumber, type Value } from "../../Document.ts"

/** Kinds in MongoDB's order of comparison; only values of one kind compare with `$gt` and its like. */
export const kindOf = (value: Value | undefined): number => {
  if (value === undefined || value === null) return 0
  switch (typeof value) {
    case "number":
    case "bigint":
      return 1
    case "string":
      return 2
    case "boolean":
      return 6
  }
  if (value instanceof Float || value instanceof Decimal) return 1
  if (value instanceof Date) return 7
  if (value instanceof ObjectId) return 5
  return isList(value) ? 4 : 3
}

/** Orders text by code point, as UTF-8 does; JavaScript's `<` orders by UTF-16 unit. */
export const compareText = (a: string, b: string): number => {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

const isSurrogate = (unit: number): boolean => (unit & 0xf800) === 0xd800

const sign = (difference: number): number => (difference < 0 ? -1 : difference > 0 ? 1 : 0)

/** Compares two values of one kind. */
export const compareAlike = (a: Value, b: Value): number => {
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0
  const x = toNumber(a)
  const y = toNumber(b)
  if (x !== undefined && y !== undefined) return sign(x - y)
  if (typeof a === "string" && typeof b === "string") return sign(compareText(a, b))
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b)
  if (a instanceof Date && b instanceof Date) return sign(a.getTime() - b.getTime())
  if (a instanceof ObjectId && b instanceof ObjectId) return a.hex < b.hex ? -1 : a.hex > b.hex ? 1 : 0
  if (isList(a) && isList(b)) {
    for (const [i, item] of a.entries()) {
      const other = b[i]
      if (other === undefined) return 1
      const order = compare(item, other)
      if (order !== 0) return order
    }
    return sign(a.length - b.length)
  }
  return 0
}

/** The sort order over all values; a missing value and `null` come first. */
export const compare = (a: Value | undefined, b: Value | undefined): number => {
  const kind = kindOf(a) - kindOf(b)
  return kind !== 0
    ? sign(kind)
    : a === undefined || b === undefined || a === null || b === null
      ? 0
      : compareAlike(a, b)
}

/** What a row is sorted by: the value, or the least (greatest) member of an array. */
export const sortKey = (value: Value | Several | undefined, descending: boolean): Value | undefined => {
  if (value instanceof Several) return undefined
  if (!isList(value)) return value
  const [first, ...rest] = value
  return rest.reduce((best, item) => (compare(item, best) < 0 === !descending ? item : best), first)
}
