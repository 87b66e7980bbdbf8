/** Amounts as people read them on a terminal. */

/** Sets thousands apart in every amount of a text: `1,234,567.50 SEK`. Programs get amounts without them. */
export const grouped = (text: string): string =>
  text.replaceAll(/\d{4,}(?=\.\d\d(?!\d))/g, (digits) => digits.replaceAll(/\B(?=(\d{3})+$)/g, ","))
