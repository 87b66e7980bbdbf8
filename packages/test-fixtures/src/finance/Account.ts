/** Made-up bank accounts: numbers of the right form that belong to nobody. */
import { type Creditor } from "../internal/generate/caseColumns.ts"
import * as Swedish from "../internal/generate/swedish.ts"

/** The bankgiro number from which Amili pays. */
export const amili = { name: "Amili AB", bankgiro: `991234${Swedish.luhn("991234")}` }

/** The account of a creditor in a currency. */
export const iban = (creditor: Creditor, currency: string): string => {
  const bank = "999"
  const number = (BigInt(`0x${creditor.id.hex.slice(8)}`) + BigInt(currency.charCodeAt(0))) % 10n ** 17n
  const digits = bank + String(number).padStart(17, "0")
  // Letters count from 10 on: S is 28, E is 14.
  const check = 98n - (BigInt(`${digits}281400`) % 97n)
  return `SE${String(check).padStart(2, "0")}${digits}`
}
