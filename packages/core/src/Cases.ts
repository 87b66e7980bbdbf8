/** Queries over cases, in the words of the guide. */
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import type { ApiError, NotFound } from "./ApiError.ts"
import { type Case, type CaseId, resource } from "./Case.ts"
import * as CaseState from "./CaseState.ts"
import * as CaseStatus from "./CaseStatus.ts"
import * as CloseReason from "./CloseReason.ts"
import type { CreditorId } from "./CreditorId.ts"
import type { Path } from "./Path.ts"
import { type Filter, InvalidQuery, type Projected, type Projection, raw, type Where } from "./Query.ts"
import * as Reader from "./Reader.ts"

/** What any reading of cases can be narrowed to; all that is given must hold. */
export interface CaseFilter {
  /** Cases of this creditor, or of any of these. */
  readonly creditor?: CreditorId | ReadonlyArray<CreditorId>
  /** Cases in this state, or in any of these. */
  readonly state?: OneOrMore<CaseState.Known>
  /** Cases with this status, or with any of these. */
  readonly status?: OneOrMore<CaseStatus.Known>
  /** Cases closed for this reason, or for any of these. */
  readonly reason?: OneOrMore<CloseReason.Known>
  /** Conditions on any field. */
  readonly where?: Filter<Case>
}

/** Known values are suggested; any other text is allowed, since the lists are the API's and grow. */
type OneOrMore<Known extends string> = Known | (string & {}) | ReadonlyArray<Known | (string & {})>

/** When cases were closed. Whole seconds: milliseconds are cut. */
export interface Window {
  /** Inclusive. */
  readonly from?: DateTime.Utc
  /** Exclusive. */
  readonly until?: DateTime.Utc
}

type Options<P extends Path<Case>, M extends Reader.OnMalformed> = Reader.ReadOptions<Case, P, M>
type Rows<P extends Path<Case>, M> = Stream.Stream<Reader.Row<Case, P, M>, Reader.ReadError>

/** Reads cases: one by its id, lists that lose none while the portfolio moves, counts and pages. */
export class Cases extends Effect.Service<Cases>()("core/Cases", {
  effect: Effect.map(Reader.make(resource), (reader) => {
    const get = <const P extends Path<Case> = never>(
      id: CaseId,
      options?: { readonly projection?: Projection<Case, P> },
    ): Effect.Effect<Projected<Case, P>, Reader.ReadError | NotFound> => reader.get(id, options)

    const find = <const P extends Path<Case> = never, M extends Reader.OnMalformed = "fail">(
      by: { readonly invoiceNumber: string } | { readonly referenceNumber: string },
      options?: Options<P, M>,
    ): Rows<P, M> => {
      const [asText, wireName, text] =
        "invoiceNumber" in by
          ? [{ "debt.invoiceNumber": by.invoiceNumber }, "debt.invoice_number", by.invoiceNumber]
          : [{ referenceNumber: by.referenceNumber }, "reference_number", by.referenceNumber]
      const rows = reader.walk(asText, options)
      return wholeNumber.test(text)
        ? Stream.orElseIfEmptyStream(rows, () => reader.walk(raw({ [wireName]: Number(text) }), options))
        : rows
    }

    const walk = <const P extends Path<Case>, M extends Reader.OnMalformed>(
      where: Either.Either<Filter<Case>, InvalidQuery>,
      options: Options<P, M> | undefined,
    ): Rows<P, M> => Stream.unwrap(Either.map(where, (filter) => reader.walk(filter, options)))

    const open = <const P extends Path<Case> = never, M extends Reader.OnMalformed = "fail">(
      filter: CaseFilter = {},
      options?: Options<P, M>,
    ): Rows<P, M> => walk(narrow(filter, { closed: null }), options)

    const closed = <const P extends Path<Case> = never, M extends Reader.OnMalformed = "fail">(
      filter: Window & CaseFilter = {},
      options?: Options<P, M>,
    ): Rows<P, M> => {
      const { from, until } = filter
      const bounds = {
        ...(from === undefined ? {} : { $gte: from }),
        ...(until === undefined ? {} : { $lt: until }),
      }
      const hasBounds = from !== undefined || until !== undefined
      return walk(narrow(filter, { "closed.date": hasBounds ? bounds : { $ne: null } }), options)
    }

    const undated = <const P extends Path<Case> = never, M extends Reader.OnMalformed = "fail">(
      filter: CaseFilter = {},
      options?: Options<P, M>,
    ): Rows<P, M> => walk(narrow(filter, { closed: { $ne: null }, "closed.date": null }), options)

    const changedSince = <const P extends Path<Case> = never, M extends Reader.OnMalformed = "fail">(
      since: DateTime.Utc,
      filter: CaseFilter = {},
      options?: Options<P, M>,
    ): Rows<P, M> => walk(narrow(filter, { updatedAt: { $gte: since } }), options)

    const count = (filter: CaseFilter = {}): Effect.Effect<number, ApiError | InvalidQuery> =>
      Effect.flatMap(narrow(filter, {}), reader.count)

    const page = <const P extends Path<Case> = never>({
      filter = {},
      ...options
    }: Omit<Reader.PageOptions<Case, P>, "where"> & { readonly filter?: CaseFilter } = {}): Effect.Effect<
      Reader.Page<Projected<Case, P>>,
      ApiError | InvalidQuery
    > => Effect.flatMap(narrow(filter, {}), (where) => reader.page({ ...options, where }))

    return {
      /** One case as it stands now; `NotFound` when there is none with this id. */
      get,
      /**
       * The cases with this invoice number or reference, open or closed: usually one, and none is no failure. Where no text is
       * like it, the number is asked for: `Field.Text` shows a number as text, and whoever sees it types it again.
       */
      find,
      /** Every open case, each once, however the portfolio moves while it is read. */
      open,
      /** Every case closed in the window; without bounds, every one with a close date. See `undated` for the others. */
      closed,
      /** Every case that is closed without saying when: no filter by date ever finds it. */
      undated,
      /** Every case changed at or after the instant, which is cut to its second: overlap with what you have, and compare. */
      changedSince,
      /** How many cases match. One request, or a walk over their ids where the server does not tell totals. */
      count,
      /** One page of a table in somebody's user interface, with the total and a stable order. */
      page,
    } as const
  }),
}) {}

const narrow = (filter: CaseFilter, base: Where<Case>): Either.Either<Filter<Case>, InvalidQuery> => {
  const undefinedKey = Object.entries(filter).find(([, value]) => value === undefined)?.[0]
  // Read as no condition, `{ creditor: undefined }` would be every creditor's cases.
  if (undefinedKey !== undefined) {
    return Either.left(
      new InvalidQuery({
        message: `'${undefinedKey}' is undefined, which narrows nothing`,
        path: undefinedKey,
        hint: "leave it out to read without that condition",
      }),
    )
  }
  const { creditor, reason, state, status, where = {} } = filter
  const chosen: Where<Case> = {
    ...(creditor === undefined ? {} : { creditorId: typeof creditor === "string" ? creditor : { $in: creditor } }),
    ...(state === undefined ? {} : { state: oneOf(state, CaseState.of) }),
    ...(status === undefined ? {} : { status: oneOf(status, CaseStatus.of) }),
    ...(reason === undefined ? {} : { "closed.reason": oneOf(reason, CloseReason.of) }),
  }
  return Either.right({ $and: [base, chosen, where] })
}

const oneOf = <A>(
  texts: string | ReadonlyArray<string>,
  of: (text: string) => A,
): A | { readonly $in: ReadonlyArray<A> } => (typeof texts === "string" ? of(texts) : { $in: texts.map(of) })

/** A whole number as JSON writes it, of no more digits than it keeps. */
const wholeNumber = /^(?:0|[1-9]\d{0,14})$/
