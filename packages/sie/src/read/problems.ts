/** What is wrong with lines and records, in words. */
import type { Field } from "../model/Field.ts"
import { type Encoding, names } from "../text/Encoding.ts"
import type { Split } from "../text/fields.ts"
import type { LineEnds } from "../text/lines.ts"
import type { Remark } from "./Cursor.ts"
import { excerpt, type Finding } from "./Finding.ts"

const error = (line: number, code: Finding["code"], message: string, hint: string): Finding => ({
  code,
  severity: "error",
  line,
  message,
  hint,
})

const warning = (line: number, code: Finding["code"], message: string, hint: string): Finding => ({
  ...error(line, code, message, hint),
  severity: "warning",
})

export const encoding = (line: number, encoding: Encoding): Finding =>
  error(
    line,
    "encoding",
    `the text is ${names[encoding]}; it was read so, but programs expect ${names.cp437}`,
    "Export it as PC8, or write it again with this package.",
  )

const oneSpace = "Write each brace on a line of its own."

export const unclosedBlock = (line: number, label: string): Finding =>
  error(line, "block", `no } ends the rows of this ${label}`, "See whether the file is cut off. " + oneSpace)

export const missingBrace = (line: number): Finding =>
  error(line, "block", "no { stands before the first transaction of the voucher", oneSpace)

export const strayBrace = (line: number, brace: "{" | "}"): Finding =>
  error(line, "block", `${brace} does not belong to a voucher`, oneSpace)

export const rowOutside = (line: number, label: string): Finding =>
  error(line, "block", `${label} stands outside of a voucher`, "Put it between the braces of its #VER.")

export const notARecord = (line: number): Finding =>
  error(line, "not-a-record", "the line does not start with #", "See whether a text with a line break was split.")

export const unknownRecord = (line: number, label: string): Finding =>
  warning(
    line,
    "unknown-record",
    `${excerpt(label)} is no record of the standard`,
    "Nothing has to be done: programs ignore it.",
  )

export const duplicate = (line: number, label: string, first: number): Finding =>
  warning(line, "duplicate", `${label} has come before, in line ${first}, which holds`, "Remove one of them.")

export const unusable = (line: number, label: string, why: string): Finding =>
  error(line, "field", `${label} cannot be used: ${why}`, "Correct the line, or export the file again.")

export const remark = (line: number, label: string, { code, hint, message }: Remark): Finding =>
  warning(line, code, `${label}: ${message}`, hint)

export const extraField = (line: number, label: string, field: Field): Finding =>
  warning(
    line,
    "extra-field",
    `${label} has more fields than the standard gives it, the first is ${excerpt(typeof field === "string" ? field : field.join(" "))}`,
    "See whether a text with blanks stands without quotation marks.",
  )

// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/

export const ofText = (line: number, text: string, split: Split): ReadonlyArray<Finding> => {
  const findings: Array<Finding> = []
  if (split.unclosed === "quote")
    findings.push(error(line, "text", "a text has no closing quotation mark", 'Write " at its end.'))
  if (split.unclosed === "list")
    findings.push(error(line, "field", "a list of objects has no closing brace", "Write } at its end."))
  if (control.test(text))
    findings.push(warning(line, "text", "the line has a control character", "Remove it from the text."))
  if (split.label !== "" && (split.opens || split.closes))
    findings.push(warning(line, "block", "a brace stands on the line of a record", oneSpace))
  return findings
}

/** The standard ends lines with CRLF; programs of today read LF, too, and some do not read CR alone. */
export const lineEnds = ({ cr, crlf, lf }: LineEnds): ReadonlyArray<Finding> => {
  if (cr === 0 && lf === 0) return []
  const what = [cr > 0 ? `${cr} with CR` : "", lf > 0 ? `${lf} with LF` : ""].filter((part) => part !== "").join(", ")
  return [
    {
      code: "line-end",
      severity: "warning",
      line: undefined,
      message: `${cr + lf} of ${cr + lf + crlf} lines do not end with CRLF: ${what}`,
      hint: "Most programs read it; if one does not, write the file again with this package.",
    },
  ]
}
