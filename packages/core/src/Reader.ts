/**
 * Reads a resource: one document, one page, the whole list, or how many there are. `Cases` and the other services are
 * readers with words of their own; for a resource of yours, `Reader.make(resource)` is all there is to it.
 */
import { Channel, Chunk, type DateTime, Effect, Either, Option, Stream } from "effect"
import { AmiliClient } from "./AmiliClient.ts"
import { AmiliConfig } from "./AmiliConfig.ts"
import { type ApiError, type NotFound, UnexpectedAnswer } from "./ApiError.ts"
import * as Document from "./Document.ts"
import type { Api } from "./internal/api.ts"
import { prove } from "./internal/canary.ts"
import * as Encode from "./internal/encodeQuery.ts"
import { documents, fetch } from "./internal/page.ts"
import * as Rows from "./internal/rows.ts"
import { traced } from "./internal/traced.ts"
import { pages } from "./internal/walk.ts"
import type { Path } from "./Path.ts"
import type { Filter, InvalidQuery, Projected, Projection, Sort } from "./Query.ts"
import * as Resource from "./Resource.ts"

/** What to do with a document that cannot be decoded: fail, go on without it and say so, or yield it with the others. */
export type OnMalformed = "fail" | "skip" | "yield"

export interface ReadOptions<A, P extends Path<A> = never, M extends OnMalformed = "fail"> {
  /** The fields to read; without it, all of them, debtors' names and numbers included. */
  readonly projection?: Projection<A, P>
  /** `"fail"` by default. */
  readonly malformed?: M
  /** What is told of a skipped document; a warning in the log by default. */
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

export type ReadError = ApiError | InvalidQuery | Document.MalformedDocument

export interface PageOptions<A, P extends Path<A> = never> {
  readonly where?: Filter<A>
  readonly sort?: Sort<A>
  readonly projection?: Projection<A, P>
  /** From 1. */
  readonly page?: number
  /** Rows a page, 25 by default, 100 at most. */
  readonly pageSize?: number
}

/** A page of a table. Pages drift while documents come and go: to read a whole list, walk it. */
export interface Page<A> {
  readonly rows: ReadonlyArray<A>
  readonly malformed: ReadonlyArray<Document.Malformed>
  readonly page: number
  /** What the server granted; it may be less than asked for. */
  readonly pageSize: number
  /** How many documents match in all; absent where the server does not say. */
  readonly total?: number
  /** The server's clock when it answered, in whole seconds; absent where the answer has no `Date`. */
  readonly serverTime?: DateTime.Utc
}

export interface Reader<A> {
  readonly get: <const P extends Path<A> = never>(
    id: string,
    options?: { readonly projection?: Projection<A, P> },
  ) => Effect.Effect<Projected<A, P>, ReadError | NotFound>
  readonly walk: <const P extends Path<A> = never, M extends OnMalformed = "fail">(
    filter?: Filter<A>,
    options?: ReadOptions<A, P, M>,
  ) => Stream.Stream<Row<A, P, M>, ReadError>
  readonly page: <const P extends Path<A> = never>(
    options?: PageOptions<A, P>,
  ) => Effect.Effect<Page<Projected<A, P>>, ApiError | InvalidQuery>
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
      const document = Document.decode(Resource.project(resource, options?.projection), answer.body, () => answer.text)
      return Document.isMalformed(document) ? yield* Document.toError(resource.name, document) : document.value
    }).pipe((effect) => traced(effect, "Reader.get", () => ({ attributes: { resource: resource.name } }))),

  walk: <const P extends Path<A> = never, M extends OnMalformed = "fail">(
    filter?: Filter<A>,
    options?: ReadOptions<A, P, M>,
  ) =>
    Stream.fromChannel(
      Channel.unwrap(
        Effect.gen(function* () {
          const projected = Resource.project(resource, options?.projection)
          const where = yield* Encode.where(resource, filter ?? {})
          const malformed = options?.malformed ?? "fail"
          const told = malformed === "skip" ? report(resource.name, options) : undefined
          return pages({
            api,
            resourceName: resource.name,
            where,
            projection: yield* encodeProjection(resource, options?.projection),
            pageSize: pageSize(options?.pageSize ?? defaults.pageSize),
            ranges: options?.ranges ?? defaults.concurrency,
            ordered: options?.ordered ?? false,
            keep: (page) => Rows.ofPage(projected, page, malformed),
            give: (kept): Effect.Effect<Chunk.Chunk<Row<A, P, M>>, ApiError | Document.MalformedDocument> =>
              Effect.map(
                Rows.settle(resource.name, kept, told),
                // What these rows are follows from `malformed`, which the compiler cannot see.
                // oxlint-disable-next-line typescript/no-unsafe-type-assertion
                (rows) => rows as Chunk.Chunk<Row<A, P, M>>,
              ),
            whenEmpty: options?.proveEmpty === true ? proof(api, resource.name, where) : Effect.void,
          })
        }),
      ),
    ),

  page: (options) =>
    Effect.gen(function* () {
      const asked = options?.page ?? 1
      const page = yield* fetch(api, resource.name, {
        where: yield* Encode.where(resource, options?.where ?? {}),
        sort: yield* Encode.sort(resource, options?.sort ?? []),
        projection: yield* encodeProjection(resource, options?.projection),
        page: asked,
        pageSize: pageSize(options?.pageSize ?? 25),
      })
      const all = documents(Resource.project(resource, options?.projection), page)
      return {
        rows: all.flatMap((one) => (Document.isMalformed(one) ? [] : [one.value])),
        malformed: all.filter(Document.isMalformed),
        page: asked,
        pageSize: page.granted ?? pageSize(options?.pageSize ?? 25),
        ...(page.total === undefined ? {} : { total: page.total }),
        ...Option.match(page.serverTime, { onNone: () => ({}), onSome: (serverTime) => ({ serverTime }) }),
      }
    }).pipe((effect) => traced(effect, "Reader.page", () => ({ attributes: { resource: resource.name } }))),

  count: (filter) =>
    Effect.gen(function* () {
      const where = yield* Encode.where(resource, filter ?? {})
      const projection = { _id: 1 }
      const first = yield* fetch(api, resource.name, { where, sort: "_id", projection, page: 1, pageSize: 1 })
      if (first.total !== undefined) return first.total
      const walk = {
        api,
        resourceName: resource.name,
        where,
        projection,
        pageSize: defaults.pageSize,
        ranges: 1,
        ordered: false,
        keep: (page: { readonly items: ReadonlyArray<unknown> }) => page.items.length,
        give: (rows: number) => Effect.succeed(Chunk.of(rows)),
        whenEmpty: Effect.void,
      }
      return yield* Stream.runSum(Stream.fromChannel(pages(walk)))
    }).pipe((effect) => traced(effect, "Reader.count", () => ({ attributes: { resource: resource.name } }))),
})

const pageSize = (asked: number): number => Math.max(1, Math.min(100, Math.floor(asked)))

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

const report =
  (name: string, options: Pick<ReadOptions<unknown>, "onMalformed"> | undefined) =>
  (document: Document.Malformed): Effect.Effect<void> =>
    options?.onMalformed?.(document) ?? Effect.logWarning(`skipped: ${Document.toError(name, document).message}`)
