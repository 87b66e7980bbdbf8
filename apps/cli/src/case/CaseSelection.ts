/** Which cases a list is narrowed to. Everything here is asked of the API: nothing is read only to be thrown away. */
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import * as CaseSelection from "@amili-cases/core/CaseSelection"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import type { Filter } from "@amili-cases/core/Query"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Options from "@effect/cli/Options"
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
    return CaseSelection.filterOf(
      {
        creditor: chosen.creditor,
        state: chosen.state,
        status: chosen.status,
        minAge: Option.getOrUndefined(chosen.minAge),
        maxAge: Option.getOrUndefined(chosen.maxAge),
        min: Option.getOrUndefined(chosen.min),
        max: Option.getOrUndefined(chosen.max),
      },
      yield* CalendarDay.today,
    )
  })

/** The filter of the options about how a case was closed. */
export const closedFilterOf = (chosen: ChosenClosed): Effect.Effect<Filter<Case>, UsageError> =>
  Effect.gen(function* () {
    yield* noteUnknown("reason", chosen.reason, CloseReason.known)
    return CaseSelection.filterOf(
      {
        reason: chosen.reason,
        outcome: [...(chosen.paid ? (["paid"] as const) : []), ...(chosen.unpaid ? (["unpaid"] as const) : [])],
        class: yield* Effect.forEach(chosen.class, readClass),
      },
      yield* CalendarDay.today,
    )
  })

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
