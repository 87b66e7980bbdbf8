/** How many terminal columns text takes. */
import stringWidth from "string-width"

/** Printable Latin-1 takes a column a character, but for the soft hyphen, which takes none. */
const plain = /^[\x20-\x7e\xa0-\xac\xae-\xff]*$/

/** Plain text, as nearly all is, is measured without the library of the rest. */
export const textWidth = (text: string): number => (plain.test(text) ? text.length : stringWidth(text))
