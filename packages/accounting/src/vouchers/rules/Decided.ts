/** What people have decided about events, for the rules. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import type * as BigDecimal from "effect/BigDecimal"
import type { VatRate } from "../map/AccountMap.ts"

export interface Decided {
  readonly vat?: VatRate | undefined
  /** How much of the company's currency one of the event's is. */
  readonly exchange?: BigDecimal.BigDecimal | undefined
  readonly loss?: { readonly isLoss: boolean; readonly day: CalendarDay.CalendarDay } | undefined
}

/** The decisions about a subject, by event. */
export type DecidedBy = ReadonlyMap<number, Decided>

/** Rates hold until somebody gives another; whether a claim is lost is decided for each event. */
export const at = (decisions: DecidedBy, event: number): Decided => {
  let [vat, exchange]: [Decided["vat"], Decided["exchange"]] = [undefined, undefined]
  for (const [of, decided] of [...decisions].toSorted(([a], [b]) => a - b)) {
    if (of > event) break
    vat = decided.vat ?? vat
    exchange = decided.exchange ?? exchange
  }
  return { vat, exchange, loss: decisions.get(event)?.loss }
}
