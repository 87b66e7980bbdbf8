/** VAT in hundredths: which rate an amount has, and how much of a total is VAT. */
import type { Booking, VatRate } from "../map/AccountMap.ts"

const rates = [25, 12, 6] as const

/** The rates at which the VAT fits the net amount, to the öre that rounding leaves open. */
export const ratesOf = (net: bigint, vat: bigint): ReadonlyArray<VatRate> =>
  vat === 0n
    ? [0]
    : rates.filter((rate) => {
        const off = vat * 100n - net * BigInt(rate)
        return off <= 100n && off >= -100n
      })

/** The VAT in a total, half an öre rounded away from zero. */
export const vatIn = (total: bigint, rate: VatRate): bigint => {
  const [share, whole] = [2n * total * BigInt(rate), 100n + BigInt(rate)]
  const half = share < 0n ? -whole : whole
  return (share + half) / (2n * whole)
}

export const accountOf = ({ vat }: Booking, rate: VatRate): string | undefined =>
  rate === 0 ? undefined : vat[`${rate}`]
