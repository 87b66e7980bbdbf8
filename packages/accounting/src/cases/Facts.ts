/** What accounting books from, as the journal remembers it. */
import * as Money from "@amili-cases/core/Money"
import * as Option from "effect/Option"
import type { Facts } from "../closed/records/Entries.ts"
import { storable } from "@amili-cases/export-engine/database/statement"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import type { ExportedCase } from "./ExportedCase.ts"

export const factsOf = (value: ExportedCase): Facts => ({
  closedAt: isoOf(value.closed?.date) ?? undefined,
  reason: storable(value.closed?.reason) ?? undefined,
  currency: storable(value.currency) ?? undefined,
  amount: value.remainingCapital === undefined ? undefined : Money.format(value.remainingCapital),
})

/** Hundredths of an amount that the journal wrote. */
export const minorOf = (amount: string | null | undefined): bigint | undefined =>
  Option.fromNullable(amount).pipe(Option.flatMap(Money.parse), Option.map(Money.toMinor), Option.getOrUndefined)
