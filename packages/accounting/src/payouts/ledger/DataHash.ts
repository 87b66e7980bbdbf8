/** SHA-256 of what a run said: of the events of lines, those of payouts, and the fingerprints of what needed a person. */
import { createHash } from "node:crypto"
import type { LineEvent } from "../events/LineEvent.ts"
import { comparable as lineFields } from "../events/lineEvents.ts"
import type { PayoutEvent } from "../events/PayoutEvent.ts"
import { comparable as payoutFields } from "../events/payoutEvents.ts"

export const make = () => {
  const [lines, payouts, doubts] = [createHash("sha256"), createHash("sha256"), createHash("sha256")]
  return {
    line: (event: LineEvent) => {
      const { corrects, kind, lineId, reversedBy, state } = event
      lines.update(textOf([kind, state, lineId, corrects, reversedBy, ...lineFields.map((field) => event[field])]))
    },
    payout: (event: PayoutEvent) => {
      const { corrects, kind, payoutId, state } = event
      payouts.update(textOf([kind, state, payoutId, corrects, ...payoutFields.map((field) => event[field])]))
    },
    doubt: (fingerprint: string) => {
      doubts.update(`${fingerprint}\n`)
    },
    /** Of everything so far. */
    digest: (): string => {
      const parts = [lines, payouts, doubts].map((hash) => `${hash.copy().digest("hex")}\n`)
      return createHash("sha256").update(parts.join("")).digest("hex")
    },
  }
}

const textOf = (values: ReadonlyArray<string | number | null>): string => `${JSON.stringify(values)}\n`
