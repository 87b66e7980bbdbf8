/** Which cases a list is narrowed to. Everything here is asked of the API: nothing is read only to be thrown away. */
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import * as CreditorId from "@amili-cases/core/CreditorId"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import type { Filter } from "@amili-cases/core/Query"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Options from "@effect/cli/Options"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as BigDecimal from "effect/BigDecimal"

const words = (name: string, description: string) =>
  Options.text(name).pipe(
    Options.withPseudoName("names"),
    Options.repeated,
    Options.map((texts) =>
      texts
        .flatMap((text) => text.split(","))
        .map((text) => text.trim())
        .filter((text) => text !== ""),
    ),
    Options.withDescription(description),
  )

const days = (name: string, description: string) =>
  Values.whole(name, 0, 100_000).pipe(
    Options.withPseudoName("days"),
    Options.optional,
    Options.withDescription(description),
  )

const amount = (name: string, description: string) =>
  Values.checked(
    name,
    "amount",
    (text) => Option.getOrUndefined(Money.parse(text.replace(",", "."))),
    "an amount such as 1500.50",
  ).pipe(Options.optional, Options.withDescription(description))

/** For every list. */
export const options = {
  creditor: Options.text("creditor").pipe(
    Options.withPseudoName("id or name"),
    Options.repeated,
    Options.withDescription("of this creditor: the id, or the name exactly as written; may stand several times"),
  ),
  state: words("state", `in one of these states: ${CaseState.known.join(", ")}`),
  status: words("status", "with one of these statuses"),
  minAge: days("min-age", "created at least so many days ago (Stockholm time)"),
  maxAge: days("max-age", "created at most so many days ago"),
  min: amount("min", "remaining capital of at least so much"),
  max: amount("max", "remaining capital of at most so much"),
}

/** For lists of closed cases, besides. */
export const closedOptions = {
  reason: words("reason", "closed for one of these reasons, such as fully_paid"),
  paid: Options.boolean("paid").pipe(Options.withDescription("closed for a reason that the API's guide calls paid")),
  unpaid: Options.boolean("unpaid").pipe(Options.withDescription("closed for a reason that the guide calls unpaid")),
  class: words("class", `of one of these settlement classes: ${SettlementClass.all.join(", ")}`),
}

export interface Chosen {
  readonly creditor: ReadonlyArray<string>
  readonly state: ReadonlyArray<string>
  readonly status: ReadonlyArray<string>
  readonly minAge: Option.Option<number>
  readonly maxAge: Option.Option<number>
  readonly min: Option.Option<BigDecimal.BigDecimal>
  readonly max: Option.Option<BigDecimal.BigDecimal>
}

export interface ChosenClosed {
  readonly reason: ReadonlyArray<string>
  readonly paid: boolean
  readonly unpaid: boolean
  readonly class: ReadonlyArray<string>
}

/** The filter of the options that every list has. */
export const filterOf = (chosen: Chosen): Effect.Effect<Filter<Case>> =>
  Effect.gen(function* () {
    yield* noteUnknown("state", chosen.state, CaseState.known)
    const today = yield* CalendarDay.today
    const startOf = (daysAgo: number) => CalendarDay.startOf(CalendarDay.addDays(today, -daysAgo))
    return both([
      ...(chosen.creditor.length === 0 ? [] : [creditorFilter(chosen.creditor)]),
      ...(chosen.state.length === 0 ? [] : [{ state: { $in: chosen.state.map(CaseState.of) } }]),
      ...(chosen.status.length === 0 ? [] : [{ status: { $in: chosen.status.map(CaseStatus.of) } }]),
      ...Option.toArray(Option.map(chosen.minAge, (days) => ({ createdAt: { $lt: startOf(days - 1) } }))),
      ...Option.toArray(Option.map(chosen.maxAge, (days) => ({ createdAt: { $gte: startOf(days) } }))),
      ...Option.toArray(Option.map(chosen.min, ($gte) => ({ remainingCapital: { $gte } }))),
      ...Option.toArray(Option.map(chosen.max, ($lte) => ({ remainingCapital: { $lte } }))),
    ])
  })

/** The filter of the options about how a case was closed. */
export const closedFilterOf = (chosen: ChosenClosed): Effect.Effect<Filter<Case>, UsageError> =>
  Effect.gen(function* () {
    yield* noteUnknown("reason", chosen.reason, CloseReason.known)
    const classes = yield* Effect.forEach(chosen.class, readClass)
    const outcomes = [...(chosen.paid ? ["paid"] : []), ...(chosen.unpaid ? ["unpaid"] : [])]
    return both([
      ...(chosen.reason.length === 0 ? [] : [reasonIn(chosen.reason)]),
      ...(outcomes.length === 0
        ? []
        : [reasonIn(CloseReason.known.filter((reason) => outcomes.includes(CloseReason.outcome(reason))))]),
      ...(classes.length === 0 ? [] : [classFilter(classes)]),
    ])
  })

/** All filters must hold; none at all lets everything through. */
export const both = (filters: ReadonlyArray<Filter<Case>>): Filter<Case> => {
  const [first, ...rest] = filters
  if (first === undefined) return {}
  return rest.length === 0 ? first : { $and: [first, ...rest] }
}

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

const readClass = (text: string) =>
  Effect.mapError(
    Schema.decodeUnknown(SettlementClass.SettlementClass)(text),
    () =>
      new UsageError({
        message: `--class: there is no class "${text}"`,
        hint: `one of ${SettlementClass.all.join(", ")}`,
      }),
  )

/** The API's lists grow, so that an unknown word is no error; mistyped, it would look like an empty portfolio. */
const noteUnknown = (what: string, words: ReadonlyArray<string>, known: ReadonlyArray<string>) =>
  Effect.forEach(
    words.filter((word) => !known.includes(word)),
    (word) =>
      Output.note(`note: "${word}" is no ${what} that we know (${known.join(", ")}); asking for it all the same`),
    { discard: true },
  )
