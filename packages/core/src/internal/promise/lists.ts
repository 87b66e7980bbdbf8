/** A reader of core as promises. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as Document from "../../Document.ts"
import type { Path } from "../../Path.ts"
import type { Filter, Projected, Projection } from "../../Query.ts"
import type * as Reader from "../../Reader.ts"
import type { OnMalformed } from "../read/onMalformed.ts"
import { fromGiven, type Given } from "./given.ts"
import * as Listener from "./listener.ts"
import type { Runner } from "./runner.ts"
import type { Amounts, Show, Shown } from "./shown.ts"

/** What every call takes. */
export interface CallOptions {
  /** Cancels the call, and the request that is under way. */
  readonly signal?: AbortSignal | undefined
}

/** How one document is read. */
export interface GetOptions<A, P extends Path<A>> extends CallOptions {
  /** The fields to read; without it, all of them, debtors' names and numbers included. */
  readonly projection?: Projection<A, P>
}

/** How a list is read: which fields, and what becomes of documents that cannot be decoded. */
export interface ListOptions<A, P extends Path<A>, M extends OnMalformed>
  extends CallOptions, Omit<Reader.ReadOptions<A, P, M>, "onMalformed"> {
  /** Receives each skipped document, and may be asynchronous, as `onRequest` may; a warning in the log by default. */
  readonly onMalformed?: (document: Document.Malformed) => unknown
}

/** Which page is asked for, and of what. */
export interface PageOptions<A, P extends Path<A>> extends CallOptions, Omit<Reader.PageOptions<A, P>, "where"> {
  /** Which documents; all of them without it. */
  readonly where?: Given<Filter<A>>
}

/** A list of the API: one document, one page, all of them, or how many there are. */
export interface List<A, S extends Amounts> {
  /** One document as it stands now; rejects with `NotFound` when there is none with this id. */
  readonly get: <const P extends Path<A> = never>(
    id: string,
    options?: GetOptions<A, P>,
  ) => Promise<Shown<Projected<A, P>, S>>
  /** All that match, each once, in no order unless `ranges` is 1 or `ordered` is true. It reads as it is iterated. */
  readonly walk: <const P extends Path<A> = never, M extends OnMalformed = "fail">(
    filter?: Given<Filter<A>>,
    options?: ListOptions<A, P, M>,
  ) => AsyncIterable<Shown<Reader.Row<A, P, M>, S>>
  /** One page of a table, with the total and a stable order. */
  readonly page: <const P extends Path<A> = never>(
    options?: PageOptions<A, P>,
  ) => Promise<Shown<Reader.Page<Projected<A, P>>, S>>
  /** How many documents match. */
  readonly count: (filter?: Given<Filter<A>>, options?: CallOptions) => Promise<number>
}

/** `reader` is looked up in the services of the client at each call. */
export const make = <A, R, S extends Amounts>(
  reader: Effect.Effect<Reader.Reader<A>, never, R>,
  { iterate, run }: Runner<R>,
  show: Show<S>,
): List<A, S> => ({
  get: (id, { signal, ...options } = {}) =>
    run(
      Effect.map(
        Effect.flatMap(reader, (list) => list.get(id, options)),
        show,
      ),
      signal,
    ),
  walk: (filter, { signal, ...options } = {}) =>
    iterate(
      Stream.map(
        Stream.unwrap(
          Effect.map(reader, (list) =>
            list.walk(filter === undefined ? {} : fromGiven<Filter<A>>(filter), reading(options)),
          ),
        ),
        show,
      ),
      signal,
    ),
  page: ({ signal, where, ...options } = {}) =>
    run(
      Effect.map(
        Effect.flatMap(reader, (list) =>
          list.page({ ...options, ...(where === undefined ? {} : { where: fromGiven(where) }) }),
        ),
        show,
      ),
      signal,
    ),
  count: (filter, options) =>
    run(
      Effect.flatMap(reader, (list) => list.count(filter === undefined ? {} : fromGiven<Filter<A>>(filter))),
      options?.signal,
    ),
})

/** Options of a reading as core takes them. */
export const reading = <A, P extends Path<A>, M extends OnMalformed>({
  onMalformed,
  ...options
}: Omit<ListOptions<A, P, M>, "signal">): Reader.ReadOptions<A, P, M> => ({
  ...options,
  ...(onMalformed === undefined
    ? {}
    : { onMalformed: (document: Document.Malformed) => Listener.call(() => onMalformed(document)) }),
})
