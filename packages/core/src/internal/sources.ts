/** The JSON text of each document of a page, cut out of the page as received: no number or escape is written anew. */

/** The texts of the elements of the top-level list `_items`; `text` has been parsed before, so it is well formed. */
export const itemTexts = (text: string): ReadonlyArray<string> => {
  let items: ReadonlyArray<string> = []
  eachElement(text, blanks(text, 0), (start, end) => {
    const colon = blanks(text, stringEnd(text, start))
    const value = blanks(text, colon + 1)
    if (JSON.parse(text.slice(start, stringEnd(text, start))) === "_items") items = elements(text, value, end)
  })
  return items
}

const elements = (text: string, start: number, end: number): ReadonlyArray<string> => {
  const found: Array<string> = []
  if (text[start] === "[") eachElement(text.slice(0, end), start, (from, to) => found.push(text.slice(from, to)))
  return found
}

/** Calls back with the bounds of each element of the list, or each `"key": value` of the object, that begins at `start`. */
const eachElement = (text: string, start: number, found: (from: number, to: number) => void): void => {
  let at = blanks(text, start + 1)
  while (at < text.length && text[at] !== "]" && text[at] !== "}") {
    const end = elementEnd(text, at)
    found(at, trimmed(text, at, end))
    at = blanks(text, text[end] === "," ? end + 1 : end)
  }
}

/** The index of the comma or closing bracket that ends the element. */
const elementEnd = (text: string, start: number): number => {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '"') at = stringEnd(text, at) - 1
    else if (char === "{" || char === "[") depth++
    else if (char === "}" || char === "]") {
      if (depth === 0) return at
      depth--
    } else if (char === "," && depth === 0) return at
  }
  return text.length
}

/** The index after the closing quote of the string that begins at `start`. */
const stringEnd = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1
  return at + 1
}

const isBlank = (char: string | undefined): boolean => char === " " || char === "\n" || char === "\r" || char === "\t"

const blanks = (text: string, start: number): number => {
  let at = start
  while (isBlank(text[at])) at++
  return at
}

const trimmed = (text: string, start: number, end: number): number => {
  let at = end
  while (at > start && isBlank(text[at - 1])) at--
  return at
}
