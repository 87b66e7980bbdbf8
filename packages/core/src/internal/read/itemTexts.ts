/** The JSON text of each document of a page, cut out of the page as received: no number or escape is written anew. */

/** The texts of the elements of the top-level list `_items`; `text` has been parsed before, so it is well formed. */
export const itemTexts = (text: string): ReadonlyArray<string> => {
  let items: ReadonlyArray<string> = []
  eachElement(text, blanks(text, 0), (start) => {
    const keyEnd = stringEnd(text, start)
    if (JSON.parse(text.slice(start, keyEnd)) !== "_items") return elementEnd(text, start)
    const found: Array<string> = []
    items = found
    const value = blanks(text, blanks(text, keyEnd) + 1)
    if (text.charCodeAt(value) !== openingBracket) return elementEnd(text, start)
    return eachElement(text, value, (from) => {
      const to = elementEnd(text, from)
      found.push(text.slice(from, trimmed(text, from, to)))
      return to
    })
  })
  return items
}

/** A `"key": value` of an object, with the place of its text: `value` is where the value begins. */
export interface Member {
  readonly key: unknown
  readonly from: number
  readonly value: number
  readonly to: number
}

/** The members of the object whose text this is; `text` has been parsed before, so it is well formed. */
export const members = (text: string): ReadonlyArray<Member> => {
  const found: Array<Member> = []
  eachElement(text, blanks(text, 0), (from) => {
    const keyEnd = stringEnd(text, from)
    const value = blanks(text, blanks(text, keyEnd) + 1)
    const end = elementEnd(text, value)
    found.push({ key: JSON.parse(text.slice(from, keyEnd)), from, value, to: trimmed(text, from, end) })
    return end
  })
  return found
}

/**
 * Calls back with the start of each element of the list, or each `"key": value` of the object, that begins at `start`;
 * what is called says where the element ends. The index after the closing bracket.
 */
const eachElement = (text: string, start: number, element: (from: number) => number): number => {
  let at = blanks(text, start + 1)
  while (at < text.length && text.charCodeAt(at) !== closingBracket && text.charCodeAt(at) !== closingBrace) {
    const end = blanks(text, element(at))
    at = text.charCodeAt(end) === comma ? blanks(text, end + 1) : end
  }
  return at + 1
}

/** The index of the comma or closing bracket that ends the element. */
const elementEnd = (text: string, start: number): number => {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = stringEnd(text, at) - 1
        break
      case openingBrace:
      case openingBracket:
        depth++
        break
      case closingBrace:
      case closingBracket:
        if (depth === 0) return at
        depth--
        break
      case comma:
        if (depth === 0) return at
        break
    }
  }
  return text.length
}

/** The index after the closing quote of the string that begins at `start`. */
const stringEnd = (text: string, start: number): number => {
  let at = start + 1
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) break
    if (code === backslash) at++
  }
  return at + 1
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

const blanks = (text: string, start: number): number => {
  let at = start
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

const trimmed = (text: string, start: number, end: number): number => {
  let at = end
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--
  return at
}

// Codes instead of characters: every byte of a list goes through here.
const quote = 0x22
const comma = 0x2c
const openingBracket = 0x5b
const backslash = 0x5c
const closingBracket = 0x5d
const openingBrace = 0x7b
const closingBrace = 0x7d
