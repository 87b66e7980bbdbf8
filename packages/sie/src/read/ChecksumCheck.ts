/** Follows `#KSUMMA` through a file: the first one starts the sum, the second one has it. */
import * as Checksum from "../text/Checksum.ts"
import { excerpt, type Finding } from "./Finding.ts"

export const label = "#KSUMMA"

export interface ChecksumCheck {
  /** Counts a line, given as bytes. */
  readonly line: (label: string, bytes: Uint8Array) => void
  readonly record: (line: number, value: string) => ReadonlyArray<Finding>
  readonly end: () => ReadonlyArray<Finding>
}

export const make = (): ChecksumCheck => {
  let sum = 0
  let startedAt: number | undefined

  const line = (label: string, bytes: Uint8Array) => {
    if (startedAt !== undefined && label.toUpperCase() !== "#KSUMMA") sum = Checksum.add(sum, bytes)
  }

  const record = (line: number, value: string): ReadonlyArray<Finding> => {
    const started = startedAt
    startedAt = value === "" ? line : undefined
    if (value === "") sum = 0
    else if (started === undefined)
      return [finding(line, "#KSUMMA has a sum, and no #KSUMMA before it says where the sum starts")]
    else if (!Checksum.matches(value, sum))
      return [finding(line, `#KSUMMA is ${excerpt(value)}, and the records add up to ${sum}: the file was changed`)]
    return []
  }

  const end = () =>
    startedAt === undefined ? [] : [finding(startedAt, "#KSUMMA has no sum at the end: the file may be cut off")]

  return { line, record, end }
}

const finding = (line: number, message: string): Finding => ({
  code: "checksum",
  severity: "error",
  line,
  message,
  hint: "Export the file again, and do not edit it.",
})
