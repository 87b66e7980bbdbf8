/**
 * Reading a whole list by id. Page numbers drift when documents come and go (a case that closes hides another that is
 * still open), so every request is for page 1 of what lies after the last id: `where + {"_id": {"$gt": last}}` sorted by
 * `_id`, until a page is empty or shorter than what the server grants. Whatever matched all along is read exactly once,
 * however the rest moves.
 */
import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ApiError } from "../../ApiError.ts"
import { idOf } from "../../Document.ts"
import type { Api } from "./api.ts"
import { both } from "./encodeQuery.ts"
import { fetch, type Page, type Request, unexpected } from "./page.ts"

export interface Walk<A> {
  readonly api: Api
  readonly resourceName: string
  readonly where: Request["where"]
  readonly projection: Request["projection"]
  readonly pageSize: number
  /** At most so many id ranges are read at once. */
  readonly ranges: number
  /** Whether the pages come in the order of their ids. */
  readonly ordered: boolean
  /** Takes what is needed of a page as soon as it is there: the page itself is several times as large. */
  readonly keep: (page: Page) => A
}

/** The ids after `after` up to and with `upTo`. */
interface Range {
  readonly after: string | undefined
  readonly upTo: string | undefined
}

const everything: Range = { after: undefined, upTo: undefined }

/**
 * What is kept of each page of the list. The first page tells how many documents there are; if three pages and more come
 * to each, the rest is cut into ranges that are read at once. Requests: one for each page, one for each boundary between
 * ranges, and one more for the last range if it ends with its page full. In order of the ids, a range is a stretch of ten
 * pages.
 */
export const pages = <A>(walk: Walk<A>): Stream.Stream<A, ApiError> =>
  Stream.unwrap(
    Effect.map(rangePage(walk, everything), (first) =>
      Stream.concat(
        Stream.fromChunk(first.kept),
        first.next === undefined ? Stream.empty : rest(walk, first.next, first),
      ),
    ),
  )

const rest = <A>(walk: Walk<A>, range: Range, { size, total = 0 }: Read<A>): Stream.Stream<A, ApiError> => {
  const left = total - size
  if (walk.ordered) {
    const isShort = walk.ranges < 2 || left < 2 * stretch * size
    return isShort ? oneRange(walk, range) : inOrder(walk, range, stretch * size)
  }
  const count = Math.min(walk.ranges, Math.floor(left / (3 * size)))
  if (count < 2) return oneRange(walk, range)
  return Stream.unwrap(
    Effect.map(idsAt(walk, range, quantiles(left, count)), (ids) =>
      // A page of each range may wait, so that memory does not grow when the consumer is slow.
      Stream.mergeAll(
        split(range, ids).map((part) => oneRange(walk, part)),
        { concurrency: count, bufferSize: count },
      ),
    ),
  )
}

/** Pages of a stretch: as many wait for their turn, at most, for each range that is read at once. */
const stretch = 10

/** Reads stretches of so many documents ahead, several at once, and gives each in its turn. */
const inOrder = <A>(walk: Walk<A>, range: Range, documents: number): Stream.Stream<A, ApiError> => {
  const rows = Array.from({ length: walk.ranges }, (_, index) => documents * (index + 1))
  return Stream.paginateChunkEffect(range, (from) =>
    Effect.map(idsAt(walk, from, rows), (ids) => {
      const parts = split(from, ids)
      // Fewer: the list ends in this part.
      const next = ids.length < rows.length ? Option.none() : Arr.last(parts)
      return [Chunk.fromIterable(Option.isNone(next) ? parts : parts.slice(0, -1)), next]
    }),
  ).pipe(
    Stream.mapEffect((part) => Stream.runCollect(oneRange(walk, part)), { concurrency: walk.ranges }),
    Stream.flattenChunks,
  )
}

/** The pages of one range, each requested when the one before has been taken. */
const oneRange = <A>(walk: Walk<A>, range: Range): Stream.Stream<A, ApiError> =>
  Stream.paginateChunkEffect(range, (from) =>
    Effect.map(rangePage(walk, from), ({ kept, next }) => [kept, Option.fromNullable(next)]),
  )

/** A page that has been read. */
interface Read<A> {
  /** What is kept of it: nothing of a page without documents. */
  readonly kept: Chunk.Chunk<A>
  readonly size: number
  readonly total: number | undefined
  readonly next: Range | undefined
}

const rangePage = <A>(walk: Walk<A>, range: Range): Effect.Effect<Read<A>, ApiError> =>
  Effect.gen(function* () {
    const page = yield* fetch(walk.api, walk.resourceName, {
      where: both(walk.where, idCondition(range)),
      sort: "_id",
      projection: walk.projection,
      page: 1,
      pageSize: walk.pageSize,
    })
    const { granted, items, total } = page
    const last = lastId(walk.resourceName, range, items)
    if (Either.isLeft(last)) return yield* unexpected(last.left)
    const size = items.length
    const isFull = granted === undefined ? size > 0 : size === granted
    const isLast = last.right !== undefined && last.right === range.upTo
    return {
      kept: size === 0 ? Chunk.empty() : Chunk.of(walk.keep(page)),
      size,
      total,
      next: isFull && !isLast ? { after: last.right, upTo: range.upTo } : undefined,
    }
  })

/** The last id, after checking the answer: each id higher than the one before, all in the range. */
const lastId = (
  name: string,
  { after, upTo }: Range,
  items: ReadonlyArray<unknown>,
): Either.Either<string | undefined, string> => {
  let last = after
  for (const item of items) {
    const id = idOf(item)
    if (id === undefined) return Either.left(`a document of ${name} has no id`)
    if (last !== undefined && id <= last) {
      const because = [id, last].every((one) => objectId.test(one))
        ? "sort or $gt by _id ignored"
        : "an id that is no ObjectId cannot be ordered"
      return Either.left(`${name} came out of order or twice: ${id} after ${last} (${because})`)
    }
    if (upTo !== undefined && id > upTo) return Either.left(`${name} outside of the ids asked for: ${id}`)
    last = id
  }
  return Either.right(last)
}

const objectId = /^[0-9a-f]{24}$/

/** Rows, from 1, at which so many are cut into equal parts. */
const quantiles = (left: number, parts: number): ReadonlyArray<number> =>
  Array.from({ length: parts - 1 }, (_, index) => Math.floor((left * (index + 1)) / parts))

/**
 * The ids at some rows of the range, by requests for one row each. They need not be exact: whatever comes or goes
 * meanwhile moves a boundary, and every id still lies in one range. Rows after the end have none.
 */
const idsAt = <A>(walk: Walk<A>, range: Range, rows: ReadonlyArray<number>) =>
  Effect.map(
    Effect.forEach(
      rows,
      (row) =>
        fetch(walk.api, walk.resourceName, {
          where: both(walk.where, idCondition(range)),
          sort: "_id",
          projection: { _id: 1 },
          page: row,
          pageSize: 1,
        }),
      { concurrency: "unbounded" },
    ),
    (pages) => {
      const ids = pages.flatMap((page) => idOf(page.items[0]) ?? [])
      return [...new Set(ids.filter((id) => range.after === undefined || id > range.after))].toSorted()
    },
  )

const split = (range: Range, ids: ReadonlyArray<string>): ReadonlyArray<Range> =>
  [range.after, ...ids].map((after, index) => ({ after, upTo: ids[index] ?? range.upTo }))

const idCondition = ({ after, upTo }: Range): Request["where"] => {
  if (after === undefined && upTo === undefined) return {}
  return { _id: { ...(after === undefined ? {} : { $gt: after }), ...(upTo === undefined ? {} : { $lte: upTo }) } }
}
