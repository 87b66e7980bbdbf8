/**
 * Reads a resource: one document, one page, the whole list, or how many there are. `Cases` and the other services are
 * readers with words of their own; for a resource of yours, `Reader.make(resource)` is all there is to it.
 */
import type * as Chunk from "effect/Chunk"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { AmiliClient } from "./AmiliClient.ts"
import { AmiliConfig } from "./AmiliConfig.ts"
import { type ApiError, type NotFound, UnexpectedAnswer } from "./ApiError.ts"
import * as Document from "./Document.ts"
import type { Api } from "./internal/read/api.ts"
import { prove } from "./internal/read/canary.ts"
import * as Encode from "./internal/read/encodeQuery.ts"
import type { OnMalformed } from "./internal/read/onMalformed.ts"
import { documents, fetch, unexpected } from "./internal/read/page.ts"
import * as Rows from "./internal/read/rows.ts"
import { pages } from "./internal/read/walk.ts"
import type { Path } from "./Path.ts"
import { type Filter, InvalidQuery, type Projected, type Projection, type Sort } from "./Query.ts"
import * as Resource from "./Resource.ts"

export type { OnMalformed }

/** How a list is read: which fields, and what becomes of documents that cannot be decoded. */
export interface ReadOptions<A, P extends Path<A> = never, M extends OnMalformed = "fail"> {
  /** The fields to read; without it, all of them, debtors' names and numbers included. */
  readonly projection?: Projection<A, P>
  /** `"fail"` by default. */
  readonly malformed?: M
  /** Receives each skipped document; a warning in the log by default. */
  readonly onMalformed?: (document: Document.Malformed) => Effect.Effect<void>
  /** Id ranges read at once, the configured concurrency by default. With 1, rows come in the order of their ids. */
  readonly ranges?: number
  /**
   * Rows come in the order of their ids although several ranges are read at once: ten pages of each wait in memory for
   * their turn, and every tenth request asks where the next range begins. `false` by default.
   */
  readonly ordered?: boolean
  /** Rows asked for at a time, 100 at most. */
  readonly pageSize?: number
  /** Before an empty result is believed, make sure that the API understands the filter: see `Emptiness`. */
  readonly proveEmpty?: boolean
}

/** What a read yields: the document as projected, or with `malformed: "yield"` either kind of document. */
export type Row<A, P extends string, M> = M extends "yield" ? Document.Document<Projected<A, P>> : Projected<A, P>

/** What reading can fail with: the API, a query that cannot be asked, or a document that cannot be decoded. */
export type ReadError = ApiError | InvalidQuery | Document.MalformedDocument

/** Which page is asked for, and of what. */
export interface PageOptions<A, P extends Path<A> = never> {
  /** Which documents; all of them without it. */
  readonly where?: Filter<A>
  /** The order; by ascending `id` without it. */
  readonly sort?: Sort<A>
  /** The fields to read; without it, all of them, debtors' names and numbers included. */
  readonly projection?: Projection<A, P>
  /** From 1. */
  readonly page?: number
  /** Rows a page, 25 by default, 100 at most. */
  readonly pageSize?: number
}

/** A page of a table. Pages drift while documents come and go: to read a whole list, walk it. */
export interface Page<A> {
  /** The documents that could be decoded. */
  readonly rows: ReadonlyArray<A>
  /** The documents of the page that could not be decoded; together with `rows` they fill it. */
  readonly malformed: ReadonlyArray<Document.Malformed>
  /** Which page it is, from 1. */
  readonly page: number
  /** What the server granted; it may be less than asked for. */
  readonly pageSize: number
  /** How many documents match in all; absent where the server does not say. */
  readonly total?: number
  /** The server's clock when it answered, in whole seconds; absent where the answer has no `Date`. */
  readonly serverTime?: DateTime.Utc
}

/** Whether documents come after the page. */
export const hasMore = ({ malformed, pageSize, rows, total }: Page<unknown>): boolean => {
  const read = rows.length + malformed.length
  if (read === 0) return false
  return total === undefined ? read >= pageSize : total > read
}

/** Queries over one list of the API. */
export interface Reader<A> {
  /** One document as it stands now; `NotFound` when there is none with this id. */
  readonly get: <const P extends Path<A> = never>(
    id: string,
    options?: { readonly projection?: Projection<A, P> },
  ) => Effect.Effect<Projected<A, P>, ReadError | NotFound>
  /**
   * All that match, each once, however the list moves while it is read; in no order unless `ranges` is 1 or `ordered`
   * is true.
   */
  readonly walk: <const P extends Path<A> = never, M extends OnMalformed = "fail">(
    filter?: Filter<A>,
    options?: ReadOptions<A, P, M>,
  ) => Stream.Stream<Row<A, P, M>, ReadError>
  /** One page of a table, with the total and a stable order. */
  readonly page: <const P extends Path<A> = never>(
    options?: PageOptions<A, P>,
  ) => Effect.Effect<Page<Projected<A, P>>, ApiError | InvalidQuery>
  /** How many documents match. One request, or a walk over ids where the server does not tell totals. */
  readonly count: (filter?: Filter<A>) => Effect.Effect<number, ApiError | InvalidQuery>
}

/** What a reader needs of the configuration. */
interface Defaults {
  readonly concurrency: number
  readonly pageSize: number
}

/** A reader of the resource. */
export const make = <A>(resource: Resource.Resource<A>): Effect.Effect<Reader<A>, never, AmiliClient | AmiliConfig> =>
  Effect.map(Effect.all([AmiliClient, AmiliConfig]), ([api, config]) => fromApi(api, config, resource))

const fromApi = <A>(api: Api, defaults: Defaults, resource: Resource.Resource<A>): Reader<A> => ({
  get: (id, options) =>
    Effect.gen(function* () {
      const projection = yield* encodeProjection(resource, options?.projection)
      const answer = yield* api.get(
        `${resource.name}/${encodeURIComponent(id)}`,
        projection === undefined ? [] : [["projection", JSON.stringify(projection)]],
      )
      const answered = Document.idOf(answer.body)
      if (answered !== undefined && answered !== id) {
        return yield* unexpected(`${resource.name}/${id} was asked for, and ${answered} came`)
      }
      const document = Document.decode(Resource.project(resource, options?.projection), answer.body, () => answer.text)
      return Document.isMalformed(document) ? yield* Document.toError(resource.name, document) : document.value
    }).pipe(Effect.withSpan("Reader.get", { attributes: { resource: resource.name } })),

  walk: <const P extends Path<A> = never, M extends OnMalformed = "fail">(
    filter?: Filter<A>,
    options?: ReadOptions<A, P, M>,
  ) =>
    Stream.unwrap(
      Effect.gen(function* () {
        const malformed = options?.malformed ?? "fail"
        const where = yield* Encode.where(resource, filter ?? {})
        const projected = Resource.project(resource, options?.projection)
        const read = pages({
          api,
          resourceName: resource.name,
          where,
          projection: yield* encodeProjection(resource, options?.projection),
          pageSize: yield* pageSize(options?.pageSize ?? defaults.pageSize),
          ranges: options?.ranges ?? defaults.concurrency,
          ordered: options?.ordered ?? false,
          keep: (page) => Rows.ofPage(projected, page, malformed),
        })
        const report = malformed === "skip" ? reportOf(resource.name, options) : undefined
        return read.pipe(
          Stream.orElseIfEmptyStream(() =>
            options?.proveEmpty === true ? Stream.execute(proof(api, resource.name, where)) : Stream.empty,
          ),
          Stream.mapEffect((kept) => Rows.settle(resource.name, kept, report)),
          // What these rows are follows from `malformed`, which the compiler cannot see.
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          Stream.mapChunks((pages) => pages as Chunk.Chunk<Chunk.Chunk<Row<A, P, M>>>),
          Stream.flattenChunks,
        )
      }),
    ),

  page: (options) =>
    Effect.gen(function* () {
      const asked = yield* positive("page", options?.page ?? 1)
      const rows = yield* pageSize(options?.pageSize ?? 25)
      const page = yield* fetch(api, resource.name, {
        where: yield* Encode.where(resource, options?.where ?? {}),
        sort: yield* Encode.sort(resource, options?.sort ?? []),
        projection: yield* encodeProjection(resource, options?.projection),
        page: asked,
        pageSize: rows,
      })
      const all = documents(Resource.project(resource, options?.projection), page)
      return {
        rows: all.flatMap((one) => (Document.isMalformed(one) ? [] : [one.value])),
        malformed: all.filter(Document.isMalformed),
        page: asked,
        pageSize: page.granted ?? rows,
        ...(page.total === undefined ? {} : { total: page.total }),
        ...Option.match(page.serverTime, { onNone: () => ({}), onSome: (serverTime) => ({ serverTime }) }),
      }
    }).pipe(Effect.withSpan("Reader.page", { attributes: { resource: resource.name } })),

  count: (filter) =>
    Effect.gen(function* () {
      const where = yield* Encode.where(resource, filter ?? {})
      const projection = { _id: 1 }
      const first = yield* fetch(api, resource.name, { where, sort: "_id", projection, page: 1, pageSize: 1 })
      if (first.total !== undefined) return first.total
      const sizes = pages({
        api,
        resourceName: resource.name,
        where,
        projection,
        pageSize: defaults.pageSize,
        ranges: 1,
        ordered: false,
        keep: (page) => page.items.length,
      })
      return yield* Stream.runSum(sizes)
    }).pipe(Effect.withSpan("Reader.count", { attributes: { resource: resource.name } })),
})

/** A page has 100 rows at most. */
const pageSize = (asked: number): Either.Either<number, InvalidQuery> =>
  Either.map(positive("pageSize", asked), (rows) => Math.min(100, rows))

const positive = (name: string, value: number): Either.Either<number, InvalidQuery> =>
  Number.isSafeInteger(value) && value >= 1
    ? Either.right(value)
    : Either.left(new InvalidQuery({ message: `${name} must be a whole number from 1 on, and is ${value}` }))

const encodeProjection = <A>(resource: Resource.Resource<A>, paths: ReadonlyArray<string> | undefined) =>
  paths === undefined ? Either.right(undefined) : Encode.projection(resource, paths)

/** Whether there could have been some, since there are none. */
const proof = (api: Api, name: string, where: Readonly<Record<string, unknown>>): Effect.Effect<void, ApiError> =>
  Effect.flatMap(prove(api, name, where), (verdict) => {
    if (verdict._tag === "Proven") return Effect.void
    const message = `nothing found, but that is no proof: ${verdict.because}`
    return verdict._tag === "Unproven"
      ? Effect.logWarning(message)
      : new UnexpectedAnswer({ message, hint: "report this: the API does not understand the filter" })
  })

const reportOf =
  (name: string, options: Pick<ReadOptions<unknown>, "onMalformed"> | undefined) =>
  (document: Document.Malformed): Effect.Effect<void> =>
    options?.onMalformed?.(document) ?? Effect.logWarning(`skipped: ${Document.toError(name, document).message}`)
