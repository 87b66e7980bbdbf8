/** How a failure is reported: one line for a person, one JSON document for a program, never a stack trace. */
import * as Predicate from "effect/Predicate"
import type { Language } from "../settings/UiLanguage.ts"
import * as ApiErrors from "./apiErrors.ts"
import * as ExitCode from "./ExitCode.ts"

export interface Report {
  /** What the process ends with. */
  readonly code: ExitCode.ExitCode
  /** The error's tag: stable, for programs. */
  readonly error: string
  readonly message: string
  /** The next step, where there is one. */
  readonly hint: string | undefined
}

/** The report of an expected failure, from its `message` and `hint`. */
export const of = (error: unknown): Report => ({
  code: ExitCode.of(error),
  error: textField(error, "_tag") ?? "Failure",
  message: oneLine(textField(error, "message") ?? "failed without saying why"),
  hint: optionalLine(textField(error, "hint") ?? (textField(error, "_tag") === "NotFound" ? unseen : undefined)),
})

/** The API does not tell what is not there from what one may not see. */
const unseen = "check the id, and that these credentials may see it"

/** The report of a bug of ours. Only what was thrown is named: its stack is of no use to the person who sees it. */
export const ofDefect = (defect: unknown, program: string): Report => ({
  code: 1,
  error: "Defect",
  message: oneLine(`unexpected ${nameOf(defect)}: ${cut(textField(defect, "message") ?? String(defect))}`),
  hint: `this is a bug in ${program}: report it with the command you typed and the output of "${program} --version"`,
})

/** `amili: no such case. Next: ...`, one line without its line feed. */
export const line = (program: string, report: Omit<Report, "code" | "error">, language: Language = "en"): string =>
  `${program}: ${report.message}` +
  (report.hint === undefined ? "" : `${/[.?!]$/.test(report.message) ? "" : "."} ${next[language]}: ${report.hint}`)

const next = { sv: "Nästa steg", en: "Next" }

/** What an error says in Swedish; none where it speaks English only. Programs get English. */
export const inSwedish = (error: unknown): Pick<Report, "hint" | "message"> | undefined => {
  const said = Predicate.hasProperty(error, "swedish") ? error.swedish : ApiErrors.inSwedish(error)
  const message = textField(said, "message")
  return message === undefined ? undefined : { message: oneLine(message), hint: optionalLine(textField(said, "hint")) }
}

/** The same as one JSON document: `code` is the exit code. */
export const json = (report: Report): string => JSON.stringify(report)

/**
 * Text made harmless for a terminal and a log: line breaks become spaces, other control characters (an escape sequence
 * in a value of the API) a question mark.
 */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/\s*[\r\n\u2028\u2029]+\s*/gu, " ")
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "?")
    .trim()

const optionalLine = (text: string | undefined) => (text === undefined || text === "" ? undefined : oneLine(text))

const textField = (value: unknown, field: string): string | undefined =>
  Predicate.hasProperty(value, field) && Predicate.isString(value[field]) ? value[field] : undefined

const nameOf = (defect: unknown) => textField(defect, "name") ?? "failure"

const cut = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}...` : text)
