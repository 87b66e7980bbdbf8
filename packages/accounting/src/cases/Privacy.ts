/** Debtor data shortened so that people can still be told apart. */

/** Personal identity number or organisation number, with or without century and separator. */
const NUMBER = /^\s*(\d{2})?(\d{2})(\d{2})(\d{2})([-+ ]?)(\d{4})\s*$/

/**
 * A number that can be shown: of people the date of birth is kept (`19900101-****`), companies' numbers stay as they
 * are, and what is neither (foreign, mistyped) is hidden altogether. A sole trader's organisation number is a personal
 * identity number, and treated like one.
 */
export const maskNumber = (number: string): string => {
  const [, century = "", year, month, day, separator] = NUMBER.exec(number) ?? []
  if (isCompany(number)) return number
  if (year === undefined || century === "16") return "****"
  if (Number(month) < 1 || Number(month) > 12 || (century !== "" && !/^(?:18|19|20)$/.test(century))) return "****"
  return `${century}${year}${month}${day}${separator === "+" ? "+" : "-"}****`
}

/** Initials of a person; the name of a company in full, which only its number can tell. */
export const maskName = (name: string, number: string | undefined): string =>
  number !== undefined && isCompany(number) ? name : initials(name)

/** Organisation numbers of companies have 20 or more where people have the month of birth; 16 may stand before them. */
const isCompany = (number: string): boolean => {
  const [, century, , month] = NUMBER.exec(number) ?? []
  return Number(month) >= 20 && (century === undefined || century === "16")
}

const initials = (name: string): string =>
  name
    .split(/[\s-]+/u)
    .flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? [])
    .map((letter) => `${letter.toUpperCase()}.`)
    .join(" ")
