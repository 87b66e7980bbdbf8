/** What an address of the table asks for: a selection, an order, and where the page starts. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import * as CaseSelection from "@amili-cases/core/CaseSelection"
import * as CaseSorting from "@amili-cases/core/CaseSorting"
import * as Money from "@amili-cases/core/Money"
import type { Filter } from "@amili-cases/core/Query"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"

/** As a person writes it: `1 500,50`. Money is read by core. */
const Amount = Schema.String.pipe(
  Schema.filter((text) => Option.isSome(Money.parse(plain(text)))),
  Schema.transform(Schema.String, { strict: true, decode: plain, encode: (text) => text }),
)

const Days = Schema.NumberFromString.pipe(Schema.int(), Schema.between(0, 100_000))

const Day = Schema.transformOrFail(Schema.String, CalendarDay.CalendarDay, {
  strict: true,
  decode: (text, _, ast) =>
    Option.match(CalendarDay.parse(text.trim()), {
      onNone: () => ParseResult.fail(new ParseResult.Type(ast, text)),
      onSome: ParseResult.succeed,
    }),
  encode: ParseResult.succeed,
})

/** Pages before this one, each by the text of its anchor, this one last. */
const Pages = Schema.parseJson(Schema.Array(Schema.String).pipe(Schema.minItems(1), Schema.maxItems(100)))

const text = Schema.optional(Schema.Trim)

export const Asked = Schema.Struct({
  show: Schema.optionalWith(Schema.Literal("open", "closed", "all"), { default: () => "open" as const }),
  creditor: text,
  state: text,
  status: text,
  reason: text,
  class: Schema.optional(SettlementClass.SettlementClass),
  minAge: Schema.optional(Days),
  maxAge: Schema.optional(Days),
  min: Schema.optional(Amount),
  max: Schema.optional(Amount),
  from: Schema.optional(Day),
  to: Schema.optional(Day),
  sort: Schema.optionalWith(Schema.Literal("newest", "oldest", "largest", "changed", "invoice"), {
    default: () => "newest" as const,
  }),
  pages: Schema.optional(Pages),
})
export type Asked = typeof Asked.Type

/** Deeper than that nobody walks a table: the address would become too long. */
export const deepest = 100

/** The order of the table. */
export const sortingOf = ({ sort }: Asked): CaseSorting.Sorting =>
  CaseSorting.all.find(({ key }) => key === sort) ?? CaseSorting.all[0]

/** Where the page starts; none where the address says something else. */
export const anchorOf = (asked: Asked): Option.Option<CaseSorting.Anchor> =>
  sortingOf(asked).parse(asked.pages?.at(-1) ?? "")

/** The filter of the table, without where its page starts. */
export const filterOf = (asked: Asked): Effect.Effect<Filter<Case>> =>
  Effect.map(CalendarDay.today, (today) =>
    CaseSelection.both([
      ...(asked.show === "all" ? [] : [asked.show === "open" ? { closed: null } : { closed: { $ne: null } }]),
      CaseSelection.filterOf(
        {
          creditor: listed(asked.creditor),
          state: listed(asked.state),
          status: listed(asked.status),
          reason: listed(asked.reason),
          class: listed(asked.class),
          minAge: asked.minAge,
          maxAge: asked.maxAge,
          min: moneyIn(asked.min),
          max: moneyIn(asked.max),
          closedFrom: asked.from === undefined ? undefined : CalendarDay.startOf(asked.from),
          closedUntil: asked.to === undefined ? undefined : CalendarDay.startOf(CalendarDay.addDays(asked.to, 1)),
        },
        today,
      ),
    ]),
  )

const listed = <A>(value: A | undefined): ReadonlyArray<A> => (value === undefined || value === "" ? [] : [value])

const moneyIn = (text: string | undefined) =>
  text === undefined ? undefined : Option.getOrUndefined(Money.parse(text))

function plain(text: string): string {
  return text.replace(/[\s\u00a0]/g, "").replace(",", ".")
}
