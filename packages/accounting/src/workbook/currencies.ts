/** Swedish krona first: it is the creditors' own unless they say otherwise. What has no currency comes last. */
export const currenciesInOrder = (currencies: Iterable<string>): ReadonlyArray<string> => {
  const rank = (currency: string) => (currency === "SEK" ? 0 : currency === "" ? 2 : 1)
  return [...new Set(currencies)].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
