/** Which records a file must have, and where. */
import { finding, type FileKind, type MakeRule } from "../Rule.ts"

const always = ["#FLAGGA", "#FORMAT", "#GEN", "#PROGRAM", "#FNAMN"]
const needed: Record<FileKind, ReadonlyArray<string>> = {
  "1": [...always, "#RAR", "#KONTO"],
  "2": [...always, "#SIETYP", "#RAR", "#OMFATTN", "#KONTO"],
  "3": [...always, "#SIETYP", "#RAR", "#OMFATTN", "#KONTO", "#DIM"],
  "4E": [...always, "#SIETYP", "#RAR", "#KONTO"],
  "4I": [...always, "#SIETYP", "#VER"],
}

export const mandatory: MakeRule = () => {
  const seen = new Set<string>()
  return {
    record: ({ content, label }) => {
      // A record that could not be understood has a finding of its own.
      if (content._tag !== "Other" || content.other.label !== "") seen.add(label)
      return []
    },
    end: (kind) => [
      ...needed[kind]
        .filter((label) => !seen.has(label))
        .map((label) =>
          finding("error", "missing-record", undefined, `${label} is missing`, `A file of type ${kind} must have it.`),
        ),
      ...(kind === "4I" && !seen.has("#KPTYP")
        ? [
            finding(
              "warning",
              "missing-record",
              undefined,
              "#KPTYP is missing",
              "Say which chart of accounts the accounts are of, such as EUBAS97: some programs ask for it.",
            ),
          ]
        : []),
    ],
  }
}

export const order: MakeRule = () => {
  let isFirst = true
  let voucherLine: number | undefined
  return {
    record: ({ content, label, line }) => {
      const found = []
      if (isFirst && label !== "#FLAGGA")
        found.push(finding("warning", "order", line, `${label} comes first`, "Write #FLAGGA first."))
      isFirst = false
      if (content._tag === "Voucher") voucherLine ??= line
      else if (voucherLine !== undefined && content._tag !== "Other" && content._tag !== "Checksum")
        found.push(finding("warning", "order", line, `${label} comes after vouchers`, "Write vouchers last."))
      return found
    },
  }
}

export const header: MakeRule = () => ({
  record: ({ content, line }) => {
    if (content._tag !== "Header") return []
    const { flag, format, type } = content.header
    if (flag === 1)
      return [
        finding(
          "error",
          "already-imported",
          line,
          "#FLAGGA is 1: a program has already imported this file",
          "Do not import it again, unless you know that its vouchers are not booked.",
        ),
      ]
    if (flag !== undefined && flag !== 0)
      return [finding("error", "field", line, "#FLAGGA is neither 0 nor 1", "Write 0.")]
    if (format !== undefined && format !== "PC8")
      return [finding("error", "encoding", line, "#FORMAT is not PC8", "Write PC8, and the file in code page 437.")]
    if (type !== undefined && (type < 1 || type > 4))
      return [finding("error", "field", line, "#SIETYP is not 1, 2, 3 or 4", "Write 4 for vouchers.")]
    return []
  },
})
