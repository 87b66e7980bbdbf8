/** Debtor data shortened so that people can still be told apart. Whatever could be a person's is a person's. */

/** Ten digits as Swedish numbers have them, with or without century and separator. */
const NUMBER = /^\s*(\d{2})?(\d{2})(\d{2})(\d{2})([-+ ]?)(\d{4})\s*$/

/** An organisation number: 16 may stand before it, and a hyphen before its last four digits. */
const ORGANISATION = /^\s*(?:16)?([235-9]\d[2-9]\d{3})-?(\d{4})\s*$/

/**
 * A number that can be shown: of people the date of birth is kept (`19900101-****`, with 60 more as the day in a
 * co-ordination number), companies' numbers stay as they are, and what is neither (foreign, mistyped) is hidden
 * altogether. A sole trader's organisation number is a personal identity number, and treated like one.
 */
export const maskNumber = (number: string): string => {
  if (isCompany(number)) return number
  const [, century = "", year = "", month = "", day = "", separator] = NUMBER.exec(number) ?? []
  if (!/^(?:18|19|20)?$/.test(century) || !isBetween(1, month, 12)) return "****"
  if (!isBetween(1, day, 31) && !isBetween(61, day, 91)) return "****"
  return `${century}${year}${month}${day}${separator === "+" ? "+" : "-"}****`
}

/** Initials of a person; the name of a company in full, which only its number can tell. */
export const maskName = (name: string, number: string | undefined): string =>
  number !== undefined && isCompany(number) ? name : initials(name)

const isBetween = (least: number, digits: string, most: number): boolean =>
  digits !== "" && Number(digits) >= least && Number(digits) <= most

/**
 * Proven by its form (a first digit that tells the kind of company, and a third of 2 or more, where people have the month
 * of birth; 1 is the estate of a dead person) and its check digit.
 */
const isCompany = (number: string): boolean => {
  const [, six = "", four = ""] = ORGANISATION.exec(number) ?? []
  return six !== "" && luhn(six + four)
}

const luhn = (digits: string): boolean => {
  const sum = Array.from(digits, Number).reduceRight((total, digit, index) => {
    const weighted = (digits.length - 1 - index) % 2 === 0 ? digit : digit * 2
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return sum % 10 === 0
}

const initials = (name: string): string =>
  name
    .split(/[\s-]+/u)
    .flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? [])
    .map((letter) => `${letter.toUpperCase()}.`)
    .join(" ")
