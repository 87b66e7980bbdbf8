/** What an event of a line, a case or a transfer wants booked; told apart from what is booked already. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import type * as Either from "effect/Either"
import type { Company } from "../map/AccountMap.ts"
import type { Doubt } from "./Doubt.ts"
import type { Posting } from "./Posting.ts"

/** For people, and for what shares a voucher. Amounts are decimal text, as the journal has them. */
export interface About {
  readonly creditorId: string | undefined
  readonly caseId: string | undefined
  readonly invoice: string | undefined
  readonly payoutId: string | undefined
  readonly payoutReference: string | undefined
  readonly category: string | undefined
  readonly amount: string | undefined
  readonly currency: string | undefined
}

export interface Booking {
  readonly day: CalendarDay.CalendarDay | undefined
  readonly text: string
  readonly postings: Either.Either<ReadonlyArray<Posting>, Doubt>
}

export interface Books {
  readonly entry?: Booking | undefined
  /** What a person has decided: after it, the subject has booked exactly this. */
  readonly decided?: Booking | undefined
  /** What a person has to decide, whatever the entry books until then. */
  readonly question?: Doubt | undefined
}

export interface Step {
  readonly event: number
  readonly about: About
  readonly company: Company | undefined
  /** It is part of the opening balance: booked before, and not by this program. */
  readonly isOpening: boolean
  /** `same`: nothing that is booked has changed. */
  readonly books: Books | "same"
}
