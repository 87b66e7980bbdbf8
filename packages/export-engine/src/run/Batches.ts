/** Rows of a stream, put together to as many as one look into the journal and one write are worth. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** Less than a second's worth of reading. */
const enough = 500

/**
 * Takes 500 rows at a time and a few more, since a page is not taken apart. Nothing is read ahead here: a walk in order
 * does so by itself, and a queue in between takes longer to build than a short list to read.
 */
export const forEach =
  <A, E2, R2>(take: (rows: ReadonlyArray<A>) => Effect.Effect<void, E2, R2>) =>
  <E, R>(stream: Stream.Stream<A, E, R>): Effect.Effect<void, E | E2, R | R2> =>
    Effect.suspend(() => {
      let rows: Array<A> = []
      const taken = Effect.suspend(() => {
        const batch = rows
        rows = []
        return batch.length === 0 ? Effect.void : take(batch)
      })
      const each = Stream.runForEachChunk(stream, (chunk) => {
        for (const row of chunk) rows.push(row)
        return rows.length < enough ? Effect.void : taken
      })
      return Effect.zipRight(each, taken)
    })
