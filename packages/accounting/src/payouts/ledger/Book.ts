/** What is known of the lines and payouts of a batch, and of the lines that may be taken back by one of them. */
import type { LineEvent } from "../events/LineEvent.ts"
import type { PayoutEvent } from "../events/PayoutEvent.ts"

export interface Known {
  /** The latest event of each, the relatives of the batch's lines included. */
  readonly lines: ReadonlyArray<LineEvent>
  readonly payouts: ReadonlyArray<PayoutEvent>
}

/** Grows with what is said, so that the order of observations counts and not how they were put into batches. */
export class Book {
  private readonly lines = new Map<string, LineEvent>()
  private readonly payouts = new Map<string, PayoutEvent>()
  /** Ids of lines by case and by invoice number. */
  private readonly together = new Map<string, Set<string>>()

  constructor({ lines, payouts }: Known) {
    for (const line of lines) this.addLine(line)
    for (const payout of payouts) this.addPayout(payout)
  }

  addLine(line: LineEvent): void {
    this.lines.set(line.lineId, line)
    for (const key of keysOf(line)) {
      const ids = this.together.get(key) ?? new Set()
      this.together.set(key, ids.add(line.lineId))
    }
  }

  addPayout(payout: PayoutEvent): void {
    this.payouts.set(payout.payoutId, payout)
  }

  line(id: string): LineEvent | undefined {
    return this.lines.get(id)
  }

  payout(id: string): PayoutEvent | undefined {
    return this.payouts.get(id)
  }

  /** Lines that share a case or an invoice number with the line, in order of id. */
  relatives(line: LineEvent): ReadonlyArray<LineEvent> {
    const ids = new Set<string>()
    for (const key of keysOf(line)) for (const id of this.together.get(key) ?? []) ids.add(id)
    return [...ids].toSorted().flatMap((id) => this.lines.get(id) ?? [])
  }
}

const keysOf = ({ caseId, invoiceNumber }: LineEvent): ReadonlyArray<string> => [
  ...(caseId === null ? [] : [`case ${caseId}`]),
  ...(invoiceNumber === null ? [] : [`invoice ${invoiceNumber}`]),
]
