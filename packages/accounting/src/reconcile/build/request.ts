/** What a stand is made of, and by which rules. */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import type { Coverage } from "../../bank/match/Arrivals.ts"
import type { Transfer } from "../../bank/match/Transfer.ts"
import type { BankFileRow } from "../journal/BankRecords.ts"
import type { Knowledge } from "../journal/knowledge.ts"
import type { Place } from "../journal/workspace/Place.ts"
import type { Counted } from "../controls/counted.ts"
import type { Month } from "../time/Month.ts"

/** Everything that is known of the bank: kept from earlier runs, and read now. */
export interface Bank {
  readonly files: ReadonlyArray<BankFileRow>
  readonly coverage: ReadonlyArray<Coverage>
  readonly transfers: ReadonlyArray<Transfer>
}

export interface Request {
  readonly place: Place
  readonly month: Month
  /** ISO: nothing that came to be known at it or later counts. */
  readonly asOf: string
  /** ISO, exclusive: what is known of runs that began before it. */
  readonly until: string
  readonly asOfDay: CalendarDay
  readonly knowledge: Knowledge
  readonly classes: Overrides
  /** Days that a case normally waits for its lines. */
  readonly wait: number
  readonly bank: Bank
  /** ISO: lines booked before it are opening balances. */
  readonly opening: string | undefined
  readonly isFinal: boolean
  readonly replaces: number | undefined
  /** What the API counted in the runs just before; undefined where it was not asked. */
  readonly counted: Counted | undefined
}
