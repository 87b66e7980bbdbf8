/**
 * Reading a whole list by id. Page numbers drift when documents come and go (a case that closes hides another that is
 * still open), so every request is for page 1 of what lies after the last id: `where + {"_id": {"$gt": last}}` sorted by
 * `_id`, until a page is empty or shorter than what the server grants. Whatever matched all along is read exactly once,
 * however the rest moves.
 */
import { Channel, Chunk, Effect, Either, Fiber, Option, Stream } from "effect"
import type { ApiError } from "../ApiError.ts"
import { idOf } from "../Document.ts"
import type { Api } from "./api.ts"
import { both } from "./encodeQuery.ts"
import { fetch, type Page, type Request, unexpected } from "./page.ts"
import * as Relay from "./relay.ts"

export interface Walk<A, B, E> {
  readonly api: Api
  readonly resourceName: string
  readonly where: Request["where"]
  readonly projection: Request["projection"]
  readonly pageSize: number
  /** At most so many id ranges are read at once. */
  readonly ranges: number
  /** Whether the pages come in the order of their ids. */
  readonly ordered: boolean
  /** Taken of each page as soon as it is there: the page itself, which is several times as large, waits nowhere. */
  readonly keep: (page: Page) => A
  /** What comes of it when its turn has come. */
  readonly give: (kept: A) => Effect.Effect<Chunk.Chunk<B>, E>
  /** Run when there is no document at all. */
  readonly whenEmpty: Effect.Effect<void, E>
}

/** The ids after `after` up to and with `upTo`. */
interface Range {
  readonly after: string | undefined
  readonly upTo: string | undefined
}

/** Channels, put together: as streams each would be one more layer that every page goes through. */
type Giving<B, E> = Channel.Channel<Chunk.Chunk<B>, unknown, E>

/**
 * What is given of the pages of the list, a page at a time. The first page tells how many documents there are; if three
 * pages and more come to each, the rest is cut into ranges that are read at once. Requests: one for each page, one for each
 * boundary between ranges, and one more for the last range if it ends with its page full. In order of the ids, a range is a
 * stretch of ten pages.
 */
export const pages = <A, B, E>(walk: Walk<A, B, E>): Giving<B, E | ApiError> =>
  onePage(walk, { after: undefined, upTo: undefined }, Channel.fromEffect(walk.whenEmpty), (next, first) =>
    rest(walk, next, first),
  )

/** A page, and what follows when there is more to come. */
const onePage = <A, B, E>(
  walk: Walk<A, B, E>,
  range: Range,
  whenEmpty: Giving<B, E>,
  follow: (next: Range, read: Read<A>) => Giving<B, E | ApiError>,
): Giving<B, E | ApiError> =>
  Channel.unwrap(
    Effect.flatMap(rangePage(walk, range), (read) => {
      const { kept, next } = read
      return Option.isNone(kept)
        ? Effect.succeed(whenEmpty)
        : given(walk, kept.value, () => (next === undefined ? Channel.void : follow(next, read)))
    }),
  )

/** What is given of a page, and then what follows: one channel, in few steps, and not several put together. */
const given = <A, B, E, E2>(walk: Walk<A, B, E>, kept: A, follow: () => Giving<B, E2>) =>
  Effect.map(walk.give(kept), (rows) => Channel.flatMap(Channel.write(rows), follow))

const rest = <A, B, E>(walk: Walk<A, B, E>, range: Range, { size, total = 0 }: Read<A>): Giving<B, E | ApiError> => {
  const left = total - size
  if (walk.ordered) {
    return walk.ranges < 2 || left < 2 * stretch * size ? oneRange(walk, range) : inOrder(walk, range, stretch * size)
  }
  const count = Math.min(walk.ranges, Math.floor(left / (3 * size)))
  if (count < 2) return oneRange(walk, range)
  return Channel.unwrap(
    Effect.map(idsAt(walk, range, quantiles(left, count)), (ids) => severalRanges(walk, split(range, ids))),
  )
}

/** Pages of a stretch: as many wait for their turn, at most, for each range that is read at once. */
const stretch = 10

/** Reads stretches of so many documents ahead, several at once, and gives each in its turn. */
const inOrder = <A, B, E>(walk: Walk<A, B, E>, range: Range, documents: number): Giving<B, E | ApiError> => {
  const rows = Array.from({ length: walk.ranges }, (_, index) => documents * (index + 1))
  return Stream.paginateChunkEffect(range, (from) =>
    Effect.map(idsAt(walk, from, rows), (ids) => {
      const parts = Chunk.fromIterable(split(from, ids))
      // Fewer: the list ends in this part.
      if (ids.length < rows.length) return [parts, Option.none<Range>()]
      return [Chunk.dropRight(parts, 1), Chunk.last(parts)]
    }),
  ).pipe(
    Stream.mapEffect(
      (part) => {
        const all: Array<A> = []
        return Effect.as(
          eachPage(walk, part, (kept) => Effect.sync(() => void all.push(kept))),
          all,
        )
      },
      { concurrency: walk.ranges },
    ),
    Stream.mapConcat((stretch) => stretch),
    Stream.mapEffect(walk.give),
    Stream.flattenChunks,
    Stream.toChannel,
  )
}

/** The pages of one range, each requested when the one before has been taken. */
const oneRange = <A, B, E>(walk: Walk<A, B, E>, range: Range): Giving<B, E | ApiError> =>
  onePage(walk, range, Channel.void, (next) => oneRange(walk, next))

/** The pages of all ranges as they come, each range in a fiber of its own and at most one page ahead of who reads. */
const severalRanges = <A, B, E>(walk: Walk<A, B, E>, ranges: ReadonlyArray<Range>): Giving<B, E | ApiError> =>
  Channel.suspend(() => {
    const relay = Relay.make<A, ApiError>(ranges.length)
    let reading: Fiber.Fiber<void> | undefined
    const start = Effect.forEach(ranges, (range) => eachPage(walk, range, relay.give), {
      concurrency: "unbounded",
      discard: true,
    }).pipe(
      Effect.exit,
      Effect.map(relay.end),
      Effect.interruptible,
      Effect.forkDaemon,
      Effect.map((fiber) => {
        reading = fiber
      }),
      Effect.uninterruptible,
    )
    const taking: Giving<B, E | ApiError> = Channel.unwrap(
      Effect.flatMap(
        relay.take,
        Option.match({
          onNone: () => Effect.succeed(Channel.void),
          onSome: (kept) => given(walk, kept, () => taking),
        }),
      ),
    )
    return Channel.ensuring(
      Channel.zipRight(Channel.fromEffect(start), taking),
      Effect.suspend(() => (reading === undefined ? Effect.void : Fiber.interrupt(reading))),
    )
  })

/** Reads the range to its end. */
const eachPage = <A, B, E>(
  walk: Walk<A, B, E>,
  range: Range,
  found: (kept: A) => Effect.Effect<void>,
): Effect.Effect<void, ApiError> =>
  Effect.flatMap(rangePage(walk, range), ({ kept, next }) => {
    const told = Option.match(kept, { onNone: () => Effect.void, onSome: found })
    return next === undefined ? told : Effect.zipRight(told, eachPage(walk, next, found))
  })

/** A page that has been read. */
interface Read<A> {
  /** What is kept of it: nothing of a page without documents. */
  readonly kept: Option.Option<A>
  readonly size: number
  readonly total: number | undefined
  readonly next: Range | undefined
}

const rangePage = <A, B, E>(walk: Walk<A, B, E>, range: Range): Effect.Effect<Read<A>, ApiError> =>
  Effect.flatMap(
    fetch(walk.api, walk.resourceName, {
      where: both(walk.where, idCondition(range)),
      sort: "_id",
      projection: walk.projection,
      page: 1,
      pageSize: walk.pageSize,
    }),
    (page) => {
      const { granted, items, total } = page
      const last = lastId(walk.resourceName, range, items)
      if (Either.isLeft(last)) return unexpected(last.left)
      const size = items.length
      const isFull = granted === undefined ? size > 0 : size === granted
      const isLast = last.right !== undefined && last.right === range.upTo
      return Effect.succeed({
        kept: size === 0 ? Option.none() : Option.some(walk.keep(page)),
        size,
        total,
        next: isFull && !isLast ? { after: last.right, upTo: range.upTo } : undefined,
      })
    },
  )

/** The last id, after making sure that the server did as told: each id higher than the one before, all in the range. */
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
        : "an id that is no ObjectId has no place in the order"
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
const idsAt = <A, B, E>(walk: Walk<A, B, E>, range: Range, rows: ReadonlyArray<number>) =>
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
