/** The number of a bank account, with the scheme that it belongs to. */

export interface Account {
  /** `IBAN`, `BBAN`, `BGNR` (bankgiro), another word of the bank's, or undefined where the bank names none. */
  readonly scheme: string | undefined
  /** As the bank wrote it. */
  readonly number: string
}

/** The account as text that is equal for equal accounts: `BGNR 50501055`, however the number is spaced or hyphenated. */
export const keyOf = ({ number, scheme }: Account): string =>
  `${scheme ?? ""} ${number.replaceAll(/[\s-]/g, "").toUpperCase()}`.trim()

export const isSame = (a: Account, b: Account): boolean => keyOf(a) === keyOf(b)
