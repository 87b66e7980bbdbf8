/** Decodes the same documents again and again, as if they were pages of a long list. */
import { BigDecimal, type DateTime } from "effect"
import { cases } from "../../data/wire.ts"
import { size, timed, type Timed } from "../../harness/Timed.ts"

/** What all sides make of a document. */
export interface Decoded {
  readonly id: string
  readonly createdAt?: DateTime.Utc | undefined
  readonly updatedAt?: DateTime.Utc | undefined
  readonly etag?: string | undefined
  readonly creditorId?: string | undefined
  readonly creditorName?: string | undefined
  readonly currency?: string | undefined
  readonly state?: string | undefined
  readonly status?: string | undefined
  readonly referenceNumber?: string | undefined
  readonly debt?:
    | {
        readonly invoiceNumber?: string | undefined
        readonly invoiceDate?: DateTime.Utc | undefined
        readonly dueDays?: number | undefined
        readonly initialCapital?: BigDecimal.BigDecimal | undefined
        readonly capitalToClaim?: BigDecimal.BigDecimal | undefined
      }
    | undefined
  readonly closed?: { readonly date?: DateTime.Utc | undefined; readonly reason?: string | undefined } | undefined
  readonly remainingCapital?: BigDecimal.BigDecimal | undefined
  readonly localRemainingCosts?: BigDecimal.BigDecimal | undefined
  readonly localRemainingInterest?: BigDecimal.BigDecimal | undefined
}

const documents = 5000

export const rounds = async (decode: (wire: unknown) => Decoded): Promise<Timed> => {
  const wires = cases(documents)
  const decoded: Array<Decoded> = []
  const { time } = await timed(() => {
    for (let done = 0; done < size; done += documents) {
      // Kept as long as a page is.
      decoded.length = 0
      for (const wire of wires) decoded.push(decode(wire))
    }
  })
  return { ...time, answer: digest(decoded) }
}

/** Every field of every document, normalised: 2050 and 2050.0 are the same amount. */
const digest = (all: ReadonlyArray<Decoded>): string => {
  let hash = 0
  for (const one of all) {
    const text = JSON.stringify(one, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
      // `value` is what `toJSON` has made of it already.
      const amount = this[key]
      return BigDecimal.isBigDecimal(amount) ? BigDecimal.format(BigDecimal.normalize(amount)) : value
    })
    for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  }
  return `${all.length} ${hash}`
}
