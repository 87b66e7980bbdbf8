/** Amounts as people read them on a terminal. */
import type { Language } from "../settings/UiLanguage.ts"

/** Sets thousands apart in every amount of a text: `1,234,567.50 SEK`. Programs get amounts without them. */
export const grouped = (text: string): string =>
  text.replaceAll(/\d{4,}(?=\.\d\d(?!\d))/g, (digits) => digits.replaceAll(/\B(?=(\d{3})+$)/g, ","))

/** An amount with two decimals: `1,234,567.50`, in Swedish `1 234 567,50` with spaces that break no line. */
export const shown = (amount: string, language: Language): string =>
  language === "en" ? grouped(amount) : grouped(amount).replaceAll(",", "\u00a0").replace(".", ",")
