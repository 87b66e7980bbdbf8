import type { Bytes } from "../bytes/Bytes.ts"

/** Most characters of a cell's text, counted as Excel counts them: in UTF-16. */
export const LONGEST = 32_767

/** The longest that a character becomes: `&amp;`. */
const LONGEST_CHARACTER = 5

/**
 * The `<t>` element of a text that may hold anything. Whatever XML or Excel would lose is written as Excel writes it:
 * `_x0001_` for what XML forbids (halves of surrogate pairs too), `_x005F_` for the underscore of a text that looks
 * like that.
 */
export const element = (text: string): string =>
  `<t${/^\s|\s$|[\t\n]/.test(text) ? ' xml:space="preserve"' : ""}>${escape(text)}</t>`

/**
 * Copies a text between `<t>` and `</t>` in one pass, or writes nothing and says that it takes `element`: for what XML
 * or Excel would lose, and for characters from U+0800 on, which are rare.
 */
export const copyText = (out: Bytes, text: string): boolean => {
  const size = text.length
  out.reserve(size * LONGEST_CHARACTER)
  const { buffer } = out
  let at = out.length
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      const entity = ENTITY_OF[code] ?? 0
      if (entity === 0) buffer[at++] = code
      else if (entity > 1) {
        const bytes = ENTITIES[entity] ?? NOTHING
        for (let j = 0; j < bytes.length; j++) buffer[at++] = bytes[j] ?? 0
      } else if (isHarmless(text, code, i)) buffer[at++] = code
      else return false
    } else if (code < 0x800 && code >= 0xa1) {
      buffer[at++] = 0xc0 | (code >> 6)
      buffer[at++] = 0x80 | (code & 0x3f)
    } else return false
  }
  out.length = at
  return true
}

/** A blank inside a text, or an underscore that begins no `_x0041_`. */
const isHarmless = (text: string, code: number, at: number): boolean =>
  code === 32 ? at > 0 && at < text.length - 1 : code === 95 && (text.charCodeAt(at + 1) | 32) !== 120

const NOTHING = new Uint8Array()
const ENTITIES = [NOTHING, NOTHING, ...["&amp;", "&lt;", "&gt;"].map((entity) => new TextEncoder().encode(entity))]
/** 0 for what stands for itself, 1 for what must be looked at, else the number of its entity. */
const ENTITY_OF = new Uint8Array(128)
for (let code = 0; code <= 32; code++) ENTITY_OF[code] = 1
for (const char of "_\u007f") ENTITY_OF[char.charCodeAt(0)] = 1
for (const [index, char] of Array.from("&<>").entries()) ENTITY_OF[char.charCodeAt(0)] = index + 2

// oxlint-disable-next-line no-control-regex -- control characters are what XML forbids
const ESCAPED = /[&<>\0-\u0008\u000b-\u001f\ufffe\uffff\p{Surrogate}]|_(?=x[\da-f]{4}_)/giu

/** The text as it stands between tags. */
export const escape = (text: string): string =>
  text.replace(ESCAPED, (char) => {
    if (char === "&") return "&amp;"
    if (char === "<") return "&lt;"
    if (char === ">") return "&gt;"
    return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`
  })
