/** What accounting books from, as the journal remembers it. */
import type { Case } from "@amili-cases/core/Case"
import * as Money from "@amili-cases/core/Money"
import { Option } from "effect"
import type { Facts } from "../journal/Entries.ts"
import { storable } from "../journal/Journal.ts"
import { isoOf } from "./Instant.ts"

export const factsOf = (value: Case): Facts => ({
  closedAt: isoOf(value.closed?.date) ?? undefined,
  reason: storable(value.closed?.reason) ?? undefined,
  currency: storable(value.currency) ?? undefined,
  amount: value.remainingCapital === undefined ? undefined : Money.format(value.remainingCapital),
})

/** Hundredths of an amount that the journal wrote. */
export const minorOf = (amount: string | null | undefined): bigint | undefined =>
  Option.fromNullable(amount).pipe(Option.flatMap(Money.parse), Option.map(Money.toMinor), Option.getOrUndefined)
