/** Tools about cases, on the services that the commands use. */
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { both } from "@amili-cases/core/CaseSelection"
import { Cases } from "@amili-cases/core/Cases"
import * as CaseState from "@amili-cases/core/CaseState"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as CaseFields from "../case/CaseFields.ts"
import * as CaseSelection from "../case/CaseSelection.ts"
import * as Lookup from "../case/Lookup.ts"
import * as Totals from "../case/Totals.ts"
import * as Unreadable from "../Unreadable.ts"
import * as Tool from "./Tool.ts"

const text = (description: string) => Schema.NonEmptyTrimmedString.annotations({ description })
const several = (description: string) => Schema.Array(Schema.NonEmptyTrimmedString).annotations({ description })

const narrowed = {
  creditor: Schema.optional(several("ids or exact names of creditors: cases of any of them")),
  state: Schema.optional(several(`cases in one of these states: ${CaseState.known.join(", ")}, or others of the API`)),
}

const filterOf = ({
  creditor = [],
  state = [],
}: {
  readonly creditor?: ReadonlyArray<string> | undefined
  readonly state?: ReadonlyArray<string> | undefined
}) =>
  CaseSelection.filterOf({
    creditor,
    state,
    status: [],
    minAge: Option.none(),
    maxAge: Option.none(),
    min: Option.none(),
    max: Option.none(),
  })

const showParameters = Schema.Struct({ id: text("the case's id, 24 hex digits, from case_search") })

export const show = (debtor: boolean) =>
  Tool.make({
    name: "case_show",
    title: "Show a case",
    description: "How one case stands now: state, what is left of it, its history, and how it was closed.",
    parameters: showParameters,
    run: ({ id }) =>
      Effect.gen(function* () {
        const found = yield* (yield* Cases).get(yield* Lookup.readId(id), { projection: CaseFields.ofCase(debtor) })
        return CaseFields.complete(found)
      }),
  })

const searchParameters = Schema.Struct({
  id: Schema.optional(text("the case with this id")),
  invoice: Schema.optional(text("cases with this invoice number")),
  reference: Schema.optional(text("cases with this reference number")),
  ...narrowed,
  closed: Schema.optional(
    Schema.Boolean.annotations({ description: "true: only closed cases; false: only open ones; without: both" }),
  ),
  limit: Schema.optionalWith(
    Schema.Int.pipe(Schema.between(1, 100)).annotations({
      description: "at most so many cases, from 1 to 100 (default 20)",
    }),
    { default: () => 20 },
  ),
})
type Search = typeof searchParameters.Type

export const search = (debtor: boolean) =>
  Tool.make({
    name: "case_search",
    title: "Search cases",
    description:
      "Find cases: by id, invoice or reference alone, or the newest by creditor, state and whether they are closed. Says how many there are in all.",
    parameters: searchParameters,
    run: (wanted) =>
      Effect.gen(function* () {
        const unreadable = yield* Unreadable.make()
        const found = yield* looking(wanted, CaseFields.ofRow(debtor), unreadable)
        const incomplete = yield* Effect.option(Effect.flip(unreadable.refuse))
        return {
          ...found,
          cases: found.cases.map(CaseFields.complete),
          ...Option.match(incomplete, { onNone: () => ({}), onSome: ({ message }) => ({ incomplete: message }) }),
        }
      }),
  })

/** A number stands alone: what else was asked for would otherwise be dropped unseen. */
const looking = (wanted: Search, projection: ReturnType<typeof CaseFields.ofRow>, unreadable: Unreadable.Unreadable) =>
  Effect.gen(function* () {
    const { closed, creditor, id, invoice, limit, reference, state } = wanted
    const numbers = [id, invoice, reference].filter((number) => number !== undefined)
    if (numbers.length > 1 || (numbers.length === 1 && (creditor ?? state ?? closed) !== undefined))
      return yield* new UsageError({
        message: "id, invoice and reference each find cases alone",
        hint: "give one of them and nothing else but limit",
      })
    const cases = yield* Cases
    if (id !== undefined) return { cases: [yield* cases.get(yield* Lookup.readId(id), { projection })] }
    if (invoice !== undefined || reference !== undefined) {
      const by = invoice === undefined ? { referenceNumber: reference ?? "" } : { invoiceNumber: invoice }
      const found = cases.find(by, { ...unreadable.options, projection }).pipe(Stream.take(limit))
      return { cases: Array.from(yield* Stream.runCollect(found)) }
    }
    const where = both([
      ...(closed === undefined ? [] : [closed ? { closed: { $ne: null } } : { closed: null }]),
      yield* filterOf(wanted),
    ])
    const page = yield* cases.page({ filter: { where }, sort: ["-createdAt"], pageSize: limit, projection })
    yield* Effect.forEach(page.malformed, unreadable.options.onMalformed, { discard: true })
    return { cases: page.rows, total: page.total }
  })

const summaryParameters = Schema.Struct(narrowed)

export const summary = Tool.make({
  name: "case_summary",
  title: "Count and sum open cases",
  description:
    "Open cases by state and by age: how many, and the sum of their remaining capital in each currency. Reads all of them: narrow it where you can.",
  parameters: summaryParameters,
  run: (wanted) =>
    Effect.gen(function* () {
      const unreadable = yield* Unreadable.make()
      const where = yield* filterOf(wanted)
      const cases = yield* Cases
      const totals = yield* Totals.of(cases.open({ where }, { ...unreadable.options, projection: Totals.fields }))
      yield* unreadable.refuse
      return { ...totals, lines: totals.lines.map(Totals.documentOf) }
    }),
})
