/**
 * JSON as Python's `simplejson` reads and writes it: bare NaN and Infinity, integers of any size, floats told apart from
 * integers, everything outside printable ASCII escaped, a space after `,` and `:`.
 */
import * as Either from "effect/Either"
import * as Dates from "./Dates.ts"
import { Decimal, Float, isList, ObjectId, type Document, type Value } from "./Document.ts"

const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y
// oxlint-disable-next-line no-control-regex -- JSON forbids exactly these inside a string
const plain = /[^"\\\u0000-\u001f]*/y
const space = /[ \t\n\r]*/y
const escapes: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
}
const words: ReadonlyArray<readonly [string, Value]> = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]

/** Thrown inside the reader only; `parse` turns it into a `Left`. */
class Unreadable extends Error {}

class Reader {
  at = 0
  readonly text: string
  constructor(text: string) {
    this.text = text
  }

  skip(): void {
    this.match(space)
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found === null) return undefined
    this.at += found[0].length
    return found[0]
  }

  take(char: string): boolean {
    if (this.text[this.at] !== char) return false
    this.at += 1
    return true
  }

  expect(char: string): void {
    if (!this.take(char)) throw new Unreadable(`expected ${char} at ${this.at}`)
  }

  value(): Value {
    this.skip()
    const char = this.text[this.at]
    if (char === "{") return this.object()
    if (char === "[") return this.list()
    if (char === '"') return this.string()
    for (const [word, value] of words) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    const found = this.match(number)
    if (found === undefined) throw new Unreadable(`no value at ${this.at}`)
    return numeral(found)
  }

  object(): Document {
    const entries: Array<[string, Value]> = []
    this.expect("{")
    this.skip()
    if (this.take("}")) return {}
    for (;;) {
      this.skip()
      const key = this.string()
      this.skip()
      this.expect(":")
      entries.push([key, this.value()])
      this.skip()
      if (this.take("}")) return Object.fromEntries(entries)
      this.expect(",")
    }
  }

  list(): ReadonlyArray<Value> {
    const items: Array<Value> = []
    this.expect("[")
    this.skip()
    if (this.take("]")) return items
    for (;;) {
      items.push(this.value())
      this.skip()
      if (this.take("]")) return items
      this.expect(",")
    }
  }

  string(): string {
    this.expect('"')
    let out = ""
    for (;;) {
      out += this.match(plain) ?? ""
      if (this.take('"')) return out
      this.expect("\\")
      const char = this.text[this.at++]
      if (char === "u") {
        const hex = this.match(/[0-9a-fA-F]{4}/y)
        if (hex === undefined) throw new Unreadable(`bad escape at ${this.at}`)
        out += String.fromCharCode(Number.parseInt(hex, 16))
      } else {
        const escaped = char === undefined ? undefined : escapes[char]
        if (escaped === undefined) throw new Unreadable(`bad escape at ${this.at}`)
        out += escaped
      }
    }
  }
}

/** A Python number literal: an integer stays one, a float without a fraction is kept as such. */
export const numeral = (text: string): Value => {
  if (/[.eE]/.test(text)) {
    const value = Number(text)
    return Number.isInteger(value) ? new Float(value) : value
  }
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

/** Reads JSON as `simplejson.loads` does; `Left` where it would raise. */
export const parse = (text: string): Either.Either<Value, string> => {
  const reader = new Reader(text)
  try {
    const value = reader.value()
    reader.skip()
    return reader.at === text.length ? Either.right(value) : Either.left(`extra data at ${reader.at}`)
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return Either.left(error.message)
    throw error
  }
}

const shortEscapes: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
}

const escaped = (char: string): string =>
  shortEscapes[char] ??
  Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`).join("")

/** A JSON string in ASCII only. */
export const text = (value: string): string =>
  /^[ !#-[\]-~]*$/.test(value) ? `"${value}"` : `"${value.replaceAll(/["\\]|[^ -~]/g, escaped)}"`

/** Python's `repr` of a float: the shortest digits, an exponent below 1e-4 and from 1e16. */
export const float = (value: number): string => {
  if (Number.isNaN(value)) return "NaN"
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity"
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0"
  const [digits = "", exponentText = "0"] = Math.abs(value).toExponential().split("e")
  const exponent = Number(exponentText)
  const sign = value < 0 ? "-" : ""
  if (exponent < -4 || exponent >= 16) {
    return `${sign}${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`
  }
  const plainText = String(Math.abs(value))
  return `${sign}${plainText}${plainText.includes(".") ? "" : ".0"}`
}

const scalar = (value: Exclude<Value, ReadonlyArray<Value> | Document>): string => {
  if (value === null) return "null"
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false"
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : float(value)
    case "bigint":
      return String(value)
    case "string":
      return text(value)
  }
  if (value instanceof Date) return `"${Dates.format(value)}"`
  if (value instanceof ObjectId) return `"${value.hex}"`
  if (value instanceof Float) return float(value.value)
  return text(value.text)
}

const isScalar = (value: Value): value is Exclude<Value, ReadonlyArray<Value> | Document> =>
  typeof value !== "object" ||
  value === null ||
  value instanceof Date ||
  value instanceof ObjectId ||
  value instanceof Float ||
  value instanceof Decimal

/** Writes a value as `simplejson.dumps` does, on one line. */
export const stringify = (value: Value): string => {
  if (isScalar(value)) return scalar(value)
  if (isList(value)) return `[${value.map(stringify).join(", ")}]`
  let out = ""
  for (const key of Object.keys(value)) {
    const member = value[key]
    if (member !== undefined) out += `${out === "" ? "" : ", "}${text(key)}: ${stringify(member)}`
  }
  return `{${out}}`
}

/** Writes a value indented by four spaces, as `?pretty` asks for. */
export const pretty = (value: Value, indent = ""): string => {
  if (isScalar(value)) return scalar(value)
  const inner = `${indent}    `
  const [open, close, members] = isList(value)
    ? (["[", "]", value.map((item) => pretty(item, inner))] as const)
    : (["{", "}", Object.entries(value).map(([key, item]) => `${text(key)}: ${pretty(item, inner)}`)] as const)
  if (members.length === 0) return open + close
  return `${open}\n${members.map((member) => inner + member).join(",\n")}\n${indent}${close}`
}
