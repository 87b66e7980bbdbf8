/** A line into the fields of a record, and back. */
import type { Field } from "../model/Field.ts"

export interface Token {
  readonly field: Field
  readonly quoted: boolean
}

export interface Split {
  /** With its `#`; empty where the line is no record. */
  readonly label: string
  readonly tokens: ReadonlyArray<Token>
  /** A `{` or `}` that belongs on a line of its own. */
  readonly opens: boolean
  readonly closes: boolean
  readonly unclosed: "quote" | "list" | undefined
}

const isBlank = (char: string | undefined) => char === " " || char === "\t"

/** Splits at blanks and tabs. `"` may stand around a field, `\"` is a quotation mark, braces hold a list. */
export const split = (text: string): Split => {
  const scanner = scannerOf(text)
  scanner.skip()
  const label = text[scanner.at()] === "#" ? scanner.bare(false) : ""
  const tokens: Array<Token> = []
  let opens = false
  let closes = false
  for (scanner.skip(); !scanner.isDone(); scanner.skip()) {
    const char = text[scanner.at()]
    if (char === "{") {
      const list = scanner.list()
      if (list === undefined) opens = true
      else tokens.push({ field: list, quoted: false })
    } else if (char === "}") {
      scanner.step()
      closes = true
    } else if (char === '"') tokens.push({ field: scanner.quoted(), quoted: true })
    else tokens.push({ field: scanner.bare(false), quoted: false })
  }
  return { label, tokens, opens, closes, unclosed: scanner.unclosed() }
}

const scannerOf = (text: string) => {
  let at = 0
  let unclosed: Split["unclosed"]

  const skip = () => {
    while (isBlank(text[at])) at++
  }

  /** A field without quotation marks, which in a list a brace may end. */
  const bare = (inList: boolean): string => {
    const start = at
    const isEnd = (char: string | undefined) => isBlank(char) || (inList && char === "}")
    while (at < text.length && !isEnd(text[at])) at++
    return text.slice(start, at).replaceAll('\\"', '"')
  }

  const quoted = (): string => {
    const start = at + 1
    const close = closing(text, start)
    if (close === undefined) unclosed = "quote"
    at = close === undefined ? text.length : close + 1
    return text.slice(start, close ?? text.length).replaceAll('\\"', '"')
  }

  /** The fields between braces; undefined where nothing follows the brace, which then opens a block. */
  const list = (): ReadonlyArray<string> | undefined => {
    at++
    const fields: Array<string> = []
    for (skip(); at < text.length && text[at] !== "}"; skip()) fields.push(text[at] === '"' ? quoted() : bare(true))
    if (at < text.length) at++
    else if (fields.length === 0) return undefined
    else unclosed ??= "list"
    return fields
  }

  return {
    at: () => at,
    isDone: () => at >= text.length,
    step: () => void at++,
    unclosed: () => unclosed,
    skip,
    bare,
    quoted,
    list,
  }
}

/**
 * Where the field ends that starts here. Programs that do not know `\"` end a path with a backslash, `"C:\data\"`; there
 * the last such pair before a blank is the end.
 */
const closing = (text: string, start: number): number | undefined => {
  let lastPair: number | undefined
  for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 1)) {
    if (at === start || text[at - 1] !== "\\") return at
    if (at + 1 === text.length || isBlank(text[at + 1])) lastPair = at
  }
  return lastPair
}

/** What an unquoted field must not have in it, or be. */
const needsQuotes = /[\s"{}]|^$|^#/

/** A field as a line has it: in quotes only where it has to be. The text has no control characters. */
export const format = (field: Field): string => {
  if (typeof field !== "string") return `{${field.map(format).join(" ")}}`
  return needsQuotes.test(field) ? `"${field.replaceAll('"', '\\"')}"` : field
}

/** Whether the text cannot be written: a backslash before the closing quotation mark would escape it, and none escapes a backslash. */
export const endsEscaping = (text: string): boolean => text.endsWith("\\") && needsQuotes.test(text)
