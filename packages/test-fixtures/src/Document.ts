/** A MongoDB object id: twelve bytes, written as 24 lower-case hex digits. */
export class ObjectId {
  /** 24 hex digits, lower case. */
  readonly hex: string
  constructor(hex: string) {
    this.hex = hex
  }
  /** The same 24 digits. */
  toString(): string {
    return this.hex
  }
}

/** A float without a fraction (`60.0`, `-0.0`): Python prints it apart from the integer that JavaScript would make of it. */
export class Float {
  /** The number. */
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

/** A Decimal128, which the API renders as a string (`"1500.50"`) and the database compares as a number. */
export class Decimal {
  /** The decimal, as the API writes it. */
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * A value as the database keeps it. A `number` without a fraction is an integer, one with a fraction a float;
 * integers past 2^53 are `bigint`; dates keep their milliseconds.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | ObjectId
  | Float
  | Decimal
  | ReadonlyArray<Value>
  | Document

/** A document as the database keeps it, or an object inside of one. */
export interface Document {
  readonly [field: string]: Value
}

/** Whether a value is an array. */
export const isList = (value: unknown): value is ReadonlyArray<Value> => Array.isArray(value)

/** Whether a value is an object with fields: not an array, a date, an id, a `Float` or a `Decimal`. */
export const isDocument = (value: Value | undefined): value is Document =>
  typeof value === "object" &&
  value !== null &&
  !isList(value) &&
  !(value instanceof Date) &&
  !(value instanceof ObjectId) &&
  !(value instanceof Float) &&
  !(value instanceof Decimal)

/** The value as a JavaScript number where the database sees a number of whatever kind, else `undefined`. */
export const toNumber = (value: Value | undefined): number | undefined =>
  typeof value === "number"
    ? value
    : value instanceof Float
      ? value.value
      : typeof value === "bigint"
        ? Number(value)
        : value instanceof Decimal
          ? Number(value.text)
          : undefined

/** What a dotted path finds when it runs through an array: several values, which only the general matcher understands. */
export class Several {
  /** Always true: it tells this type from the others. */
  readonly several = true
}
const several = new Several()

/** The value at a dotted path, `undefined` where it is missing. */
export const at = (document: Document, path: string): Value | Several | undefined => {
  if (!path.includes(".")) return document[path]
  let value: Value | undefined = document
  for (const field of path.split(".")) {
    if (isList(value)) return several
    if (!isDocument(value)) return undefined
    value = Object.hasOwn(value, field) ? value[field] : undefined
  }
  return value
}

/** The document with the value at a dotted path set, or removed when it is `undefined`. */
export const set = (document: Document, path: string, value: Value | undefined): Document => {
  const dot = path.indexOf(".")
  const field = dot < 0 ? path : path.slice(0, dot)
  const { [field]: before, ...rest } = document
  const next = dot < 0 ? value : set(isDocument(before) ? before : {}, path.slice(dot + 1), value)
  return next === undefined ? rest : { ...document, [field]: next }
}
