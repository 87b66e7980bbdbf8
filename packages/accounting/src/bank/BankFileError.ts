/** A bank file cannot be used. Nothing of it may be used then, not even what was read before the fault. */
import * as Data from "effect/Data"

/** Where something stands in a bank file; `line` counts from 1 and is undefined where a format has no lines. */
export interface Place {
  readonly file: string
  readonly line: number | undefined
}

export class BankFileError extends Data.TaggedError("BankFileError")<{
  readonly file: string
  /** One line: file, line of the file, what is wrong. It holds no text of the file but names of elements. */
  readonly message: string
  readonly hint: string
  readonly cause?: unknown
}> {}

export const wordsOf = ({ file, line }: Place): string => (line === undefined ? file : `${file}, line ${line}`)

export const refuse = (place: Place, problem: string, hint: string, cause?: unknown): BankFileError =>
  new BankFileError({ file: place.file, message: `${wordsOf(place)}: ${problem}`, hint, cause })

/** The hint where the file itself is damaged. */
export const fetchAgain = "download the file from the bank again, and do not open and save it in between"
