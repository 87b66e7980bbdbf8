/** HTML that is safe to join: texts become part of it through `markup` alone, which escapes them. */

/** Markup that needs no escaping any more. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Part = Markup | string | number | undefined | ReadonlyArray<Part>

/** Markup as written, with whatever is put into it escaped. Attributes must be in double quotes. */
export const markup = (strings: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Markup =>
  new Markup(strings.map((text, index) => text + markupOf(parts[index])).join(""))

const markupOf = (part: Part): string => {
  if (part === undefined) return ""
  if (part instanceof Markup) return part.text
  return typeof part === "string" || typeof part === "number" ? escape(String(part)) : part.map(markupOf).join("")
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

// oxlint-disable-next-line no-control-regex -- control characters are what HTML forbids
const FORBIDDEN = /[\0-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff\p{Surrogate}]/gu

/** What HTML forbids, halves of surrogate pairs too, becomes U+FFFD: a browser would show nothing, or another text. */
export const visible = (text: string): string => text.replace(FORBIDDEN, "\ufffd")

/** A text as it may stand between tags or in an attribute, for HTML and for SVG. */
export const escape = (text: string): string => visible(text).replace(/[&<>"']/g, (char) => entities[char] ?? char)

/** A text from outside, kept from turning the direction of what stands beside it. */
export const foreign = (text: string | undefined): Markup =>
  text === undefined ? markup`–` : markup`<bdi>${text}</bdi>`
