/**
 * What a list of cases can be narrowed to, in the words of people: ages in days, creditors by name, settlement classes. All
 * of it becomes a filter that the API applies: nothing is read only to be thrown away.
 */
import * as Array from "effect/Array"
import type * as BigDecimal from "effect/BigDecimal"
import type * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as CalendarDay from "./CalendarDay.ts"
import type { Case } from "./Case.ts"
import * as CaseState from "./CaseState.ts"
import * as CaseStatus from "./CaseStatus.ts"
import * as CloseReason from "./CloseReason.ts"
import * as CreditorId from "./CreditorId.ts"
import type { Filter } from "./Query.ts"
import * as SettlementClass from "./SettlementClass.ts"

/** What is absent or an empty list narrows nothing; all that is given must hold. */
export interface Selection {
  /** Ids, or names exactly as written. */
  readonly creditor?: ReadonlyArray<string> | undefined
  /** States by the API's words, such as `paused`; unknown ones too. */
  readonly state?: ReadonlyArray<string> | undefined
  /** Statuses by the API's words; unknown ones too. */
  readonly status?: ReadonlyArray<string> | undefined
  /** Days since the case was created, in Stockholm; inclusive. */
  readonly minAge?: number | undefined
  /** Days since the case was created, in Stockholm; inclusive. */
  readonly maxAge?: number | undefined
  /** Remaining capital, inclusive, whatever its currency. */
  readonly min?: BigDecimal.BigDecimal | undefined
  /** Remaining capital, inclusive, whatever its currency. */
  readonly max?: BigDecimal.BigDecimal | undefined
  /** Why it was closed. */
  readonly reason?: ReadonlyArray<string> | undefined
  /** Whether it was closed because it was paid; only reasons of the API's guide count. */
  readonly outcome?: ReadonlyArray<"paid" | "unpaid"> | undefined
  /** What accounting does with it, by its reason. */
  readonly class?: ReadonlyArray<SettlementClass.SettlementClass> | undefined
  /** Closed then or later. */
  readonly closedFrom?: DateTime.Utc | undefined
  /** Closed before: exclusive. */
  readonly closedUntil?: DateTime.Utc | undefined
}

/** The filter; `today` is the day that ages are counted to. */
export const filterOf = (selection: Selection, today: CalendarDay.CalendarDay): Filter<Case> => {
  const startOf = (daysAgo: number) => CalendarDay.startOf(CalendarDay.addDays(today, -daysAgo))
  return both([
    ...listed(selection.creditor, creditorFilter),
    ...listed(selection.state, (state) => ({ state: { $in: state.map(CaseState.of) } })),
    ...listed(selection.status, (status) => ({ status: { $in: status.map(CaseStatus.of) } })),
    ...given(selection.minAge, (days) => ({ createdAt: { $lt: startOf(days - 1) } })),
    ...given(selection.maxAge, (days) => ({ createdAt: { $gte: startOf(days) } })),
    ...given(selection.min, ($gte) => ({ remainingCapital: { $gte } })),
    ...given(selection.max, ($lte) => ({ remainingCapital: { $lte } })),
    ...listed(selection.reason, reasonIn),
    ...listed(selection.outcome, (outcomes) =>
      reasonIn(CloseReason.known.filter((reason) => outcomes.some((one) => one === CloseReason.outcome(reason)))),
    ),
    ...listed(selection.class, classFilter),
    ...given(selection.closedFrom, ($gte) => ({ "closed.date": { $gte } })),
    ...given(selection.closedUntil, ($lt) => ({ "closed.date": { $lt } })),
  ])
}

/** All filters must hold; none at all lets everything through. */
export const both = (filters: ReadonlyArray<Filter<Case>>): Filter<Case> => {
  const [first, ...rest] = filters
  if (first === undefined) return {}
  return rest.length === 0 ? first : { $and: [first, ...rest] }
}

const given = <A>(value: A | undefined, filter: (value: A) => Filter<Case>): ReadonlyArray<Filter<Case>> =>
  value === undefined ? [] : [filter(value)]

const listed = <A>(
  values: ReadonlyArray<A> | undefined,
  filter: (values: ReadonlyArray<A>) => Filter<Case>,
): ReadonlyArray<Filter<Case>> => (values === undefined || values.length === 0 ? [] : [filter(values)])

/** Asks for names only where one was given: a server may refuse filters on fields that it does not expect. */
const creditorFilter = (creditors: ReadonlyArray<string>): Filter<Case> => {
  const ids = Array.filterMap(creditors, CreditorId.parse)
  const names = creditors.filter((text) => Option.isNone(CreditorId.parse(text)))
  const byId = { creditorId: { $in: ids } }
  const byName = { creditorName: { $in: names } }
  if (ids.length > 0 && names.length > 0) return { $or: [byId, byName] }
  return ids.length > 0 ? byId : byName
}

const reasonIn = (reasons: ReadonlyArray<string>): Filter<Case> => ({
  "closed.reason": { $in: reasons.map(CloseReason.of) },
})

/** A class is ours, not the API's: it stands for the reasons that are read so, `unclassified` for all that nobody has read. */
const classFilter = (classes: ReadonlyArray<SettlementClass.SettlementClass>): Filter<Case> => {
  const reasons = reasonIn(CloseReason.known.filter((reason) => classes.includes(SettlementClass.of(reason))))
  return classes.includes("unclassified")
    ? { $or: [reasons, { "closed.reason": { $nin: CloseReason.known } }] }
    : reasons
}
