/** The queries of `Cases` as promises. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type Case, parseId } from "../../Case.ts"
import { type CaseFilter, Cases, type Window } from "../../Cases.ts"
import type { Path } from "../../Path.ts"
import { InvalidQuery, type Projected } from "../../Query.ts"
import type * as Reader from "../../Reader.ts"
import type { OnMalformed } from "../read/onMalformed.ts"
import { fromGiven, type Given } from "./given.ts"
import { type CallOptions, type GetOptions, type ListOptions, type PageOptions, reading } from "./lists.ts"
import type { Runner } from "./runner.ts"
import type { Amounts, Show, Shown } from "./shown.ts"

type Read<Filter, S extends Amounts> = <const P extends Path<Case> = never, M extends OnMalformed = "fail">(
  filter?: Given<Filter>,
  options?: ListOptions<Case, P, M>,
) => AsyncIterable<Shown<Reader.Row<Case, P, M>, S>>

/** Reads cases: one by its id, lists that lose none while the portfolio moves, counts and pages. */
export interface CaseList<S extends Amounts> {
  /** One case as it stands now; rejects with `NotFound` when there is none with this id. */
  readonly get: <const P extends Path<Case> = never>(
    id: string,
    options?: GetOptions<Case, P>,
  ) => Promise<Shown<Projected<Case, P>, S>>
  /** The cases with this invoice number or reference, open or closed: usually one, and none is no failure. */
  readonly find: <const P extends Path<Case> = never, M extends OnMalformed = "fail">(
    by: { readonly invoiceNumber: string } | { readonly referenceNumber: string },
    options?: ListOptions<Case, P, M>,
  ) => AsyncIterable<Shown<Reader.Row<Case, P, M>, S>>
  /** Every open case, each once, however the portfolio moves while it is read. */
  readonly open: Read<CaseFilter, S>
  /** Every case closed at or after `from` and before `until`; without bounds, every one with a close date. */
  readonly closed: Read<Window & CaseFilter, S>
  /** Every case that is closed without saying when: no filter by date ever finds it. */
  readonly undated: Read<CaseFilter, S>
  /** Every case changed at or after the instant, which is cut to its second. */
  readonly changedSince: <const P extends Path<Case> = never, M extends OnMalformed = "fail">(
    since: Given<Window["from"] & {}>,
    filter?: Given<CaseFilter>,
    options?: ListOptions<Case, P, M>,
  ) => AsyncIterable<Shown<Reader.Row<Case, P, M>, S>>
  /** One page of a table, with the total and a stable order. */
  readonly page: <const P extends Path<Case> = never>(
    options?: Omit<PageOptions<Case, P>, "where"> & { readonly filter?: Given<CaseFilter> },
  ) => Promise<Shown<Reader.Page<Projected<Case, P>>, S>>
  /** How many cases match. */
  readonly count: (filter?: Given<CaseFilter>, options?: CallOptions) => Promise<number>
}

export const make = <S extends Amounts>({ iterate, run }: Runner<Cases>, show: Show<S>): CaseList<S> => {
  /** The rows of a query. */
  const rows = <A, E>(signal: AbortSignal | undefined, query: (cases: Cases) => Stream.Stream<A, E>) =>
    iterate(Stream.map(Stream.unwrap(Effect.map(Cases, query)), show), signal)

  return {
    get: (id, { signal, ...options } = {}) =>
      run(
        Effect.gen(function* () {
          const caseId = yield* Option.match(parseId(id), { onNone: () => noId, onSome: Effect.succeed })
          return show(yield* (yield* Cases).get(caseId, options))
        }),
        signal,
      ),
    find: (by, { signal, ...options } = {}) => rows(signal, (cases) => cases.find(by, reading(options))),
    open: (filter, { signal, ...options } = {}) =>
      rows(signal, (cases) => cases.open(fromGiven<CaseFilter>(filter ?? {}), reading(options))),
    closed: (filter, { signal, ...options } = {}) =>
      rows(signal, (cases) => cases.closed(fromGiven<Window & CaseFilter>(filter ?? {}), reading(options))),
    undated: (filter, { signal, ...options } = {}) =>
      rows(signal, (cases) => cases.undated(fromGiven<CaseFilter>(filter ?? {}), reading(options))),
    changedSince: (since, filter, { signal, ...options } = {}) =>
      rows(signal, (cases) =>
        cases.changedSince(
          fromGiven<Window["from"] & {}>(since),
          fromGiven<CaseFilter>(filter ?? {}),
          reading(options),
        ),
      ),
    page: ({ filter, signal, ...options } = {}) =>
      run(
        Effect.flatMap(Cases, ({ page }) =>
          Effect.map(page({ ...options, filter: fromGiven<CaseFilter>(filter ?? {}) }), show),
        ),
        signal,
      ),
    count: (filter, options) =>
      run(
        Effect.flatMap(Cases, ({ count }) => count(fromGiven<CaseFilter>(filter ?? {}))),
        options?.signal,
      ),
  }
}

const noId = Effect.fail(
  new InvalidQuery({
    message: "a case id has 24 hex digits, letters in lower case",
    path: "id",
    hint: "search by the invoice number",
  }),
)
