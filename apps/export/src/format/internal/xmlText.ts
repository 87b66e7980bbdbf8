import type { Bytes } from "./Bytes.ts"

/** Most characters of a cell's text, counted as Excel counts them: in UTF-16. */
export const LONGEST = 32_767

/**
 * Writes an inline string, `<t>` included. Whatever XML or Excel would lose is written as Excel writes it: `_x0001_`
 * for what XML forbids (halves of surrogate pairs too), `_x005F_` for the underscore of a text that looks like that.
 */
export const inline = (out: Bytes, text: string): void => {
  out.reserve(text.length * 3 + 7)
  const from = out.length
  out.ascii("<t>")
  if (plain(out, text)) return out.ascii("</t>")
  out.length = from
  out.utf8(element(text))
}

/** The `<t>` element of a text that may hold anything. */
export const element = (text: string): string =>
  `<t${/^\s|\s$|[\t\n]/.test(text) ? ' xml:space="preserve"' : ""}>${escape(text)}</t>`

/** Copies a text that needs no escaping, or says that it does. */
const plain = (out: Bytes, text: string): boolean => {
  const target = out.buffer
  let at = out.length
  const last = text.length - 1
  for (let i = 0; i <= last; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      if (
        SPECIAL[code] === 1 &&
        !(code === 32 ? i > 0 && i < last : code === 95 && (text.charCodeAt(i + 1) | 32) !== 120)
      ) {
        return false
      }
      target[at++] = code
    } else if (code < 0x800 && code >= 0xa1) {
      target[at++] = 0xc0 | (code >> 6)
      target[at++] = 0x80 | (code & 0x3f)
    } else return false
  }
  out.length = at
  return true
}

const SPECIAL = new Uint8Array(128)
for (let code = 0; code <= 32; code++) SPECIAL[code] = 1
for (const char of "&<>_\u007f") SPECIAL[char.charCodeAt(0)] = 1

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
