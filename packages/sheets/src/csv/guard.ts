/**
 * What a spreadsheet would do to a text in a CSV file: run it, or take it for a number or a date.
 * A text in danger gets an apostrophe in front, and so does one that begins with an apostrophe, so that whoever reads
 * the file back takes exactly one leading apostrophe away and has what was written.
 */

/** Blanks, with the invisible characters that some programs strip, and then what begins a formula, also full-width. */
const FORMULA =
  /^[\s\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]*[=+\-@\t\r\0'\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]/u
const NUMERIC = /^(?=[^\d]{0,2}\d)[\d.,:/ %eE\u00a0-]+$/
/** Numbers that Excel keeps and shows as they are, and organisation numbers. */
const HARMLESS = /^(?:0|[1-9]\d{0,10}|\d{6}-\d{4})$/
const MONTH =
  /^(?:\d{1,4}[ -]?)?(?:jan|feb|mar|apr|ma[jy]|ju[nl]i?|aug|sep|o[kc]t|nov|dec)[a-zé]{0,8}[. -]{0,2}\d{0,4}$/i
const TRUTH = /^(?:true|false|sant|falskt)$/i

/** What stands in numbers, amounts, dates and times beside their digits, also `kr`, `fm`, months and the T of ISO 8601. */
const VALUE = new RegExp(
  `^(?=.*\\d)(?:${[
    /[\d.,:;/()%+\-\u2212\s£¥€$]/,
    /kr(?![a-zåäö])/,
    /(?:(?<=[\d\s])[apfe]m|(?<=\d\s)[ap]$)(?![a-zåäö])/,
    /(?<=\d)(?:e(?=[+-]?\d)|t(?=\d)|z$)/,
    /(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[kc]t|nov|dec)[a-zé]{0,8}(?![a-zåäöé])/,
  ]
    .map(({ source }) => source)
    .join("|")})+$`,
  "i",
)
/** `#N/A`, `#SAKNAS!`: texts that Excel takes for errors. */
const ERROR = /^#[\p{L}/0]+[!?]?$/u

/** By first character, ASCII: 1 where a text must be looked at closely. What is beyond ASCII counts as its low bits. */
export const mayBeFormula = new Uint8Array(128).fill(1)
for (let code = 48; code <= 122; code++) if (/[0-9A-Za-z]/.test(String.fromCharCode(code))) mayBeFormula[code] = 0

/** The same for what a spreadsheet would change: digits, and letters that begin a month or a truth value. */
export const mayBeChanged = mayBeFormula.map((mark, code) =>
  /[0-9ADFJMNOST]/i.test(String.fromCharCode(code)) ? 1 : mark,
)

/** The same with amounts and errors. */
export const mayBeValue = mayBeChanged.map((mark, code) => (/[KkEe]/.test(String.fromCharCode(code)) ? 1 : mark))

/** Whether a spreadsheet would run the text. */
export const isFormula = (text: string): boolean => FORMULA.test(text)

/** Whether a spreadsheet would run the text or change it in any way. */
export const isValue = (text: string): boolean =>
  isChanged(text) || (text.length <= 64 && ((VALUE.test(text) && !HARMLESS.test(text)) || ERROR.test(text)))

/** The same as profiles had it before: neither amounts, times of day nor errors, nor dates with a time. */
export const isChanged = (text: string): boolean =>
  isFormula(text) ||
  (text.length <= 64 && (NUMERIC.test(text) ? !HARMLESS.test(text) : MONTH.test(text) || TRUTH.test(text)))
