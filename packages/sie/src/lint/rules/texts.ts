/** How texts and numbers are written. */
import { finding, type MakeRule } from "../Rule.ts"

export const length: MakeRule = ({ longestText, title }) => ({
  record: ({ content, line }) => {
    if (longestText === undefined || content._tag !== "Voucher") return []
    const { voucher } = content
    return [
      { text: voucher.text, line },
      ...voucher.transactions.map((row) => ({ text: row.text, line: row.line ?? line })),
    ]
      .map(({ line, text }) => ({ line, characters: Array.from(text ?? "").length }))
      .filter(({ characters }) => characters > longestText)
      .map(({ characters, line }) =>
        finding(
          "error",
          "text",
          line,
          `the text has ${characters} characters, and ${title} takes ${longestText}`,
          "Shorten it.",
        ),
      )
  },
})

export const quotationMarks: MakeRule = ({ title, unquoted }) => ({
  record: ({ label, line, quoted }) =>
    quoted && unquoted.includes(label)
      ? [
          finding(
            "error",
            "quotation-mark",
            line,
            `${title} does not read ${label} in quotation marks`,
            "Write it without them.",
          ),
        ]
      : [],
})

export const organisationNumber: MakeRule = ({ needsHyphen, title }) => ({
  record: ({ content, line }) => {
    const number = content._tag === "Company" ? content.company.organisationNumber : undefined
    if (number === undefined || /^\d{6}-\d{4}$/.test(number)) return []
    return [
      finding(
        needsHyphen ? "error" : "warning",
        "organisation-number",
        line,
        needsHyphen ? `${title} takes an organisation number with hyphen only` : "#ORGNR is not an organisation number",
        "Write it as 556677-8899.",
      ),
    ]
  },
})
