/**
 * Reads SIE files of type 1 to 4, also those that do not keep to the standard. What cannot be understood is kept, and every
 * problem is a finding; only what is no SIE file at all is an error.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as Collector from "./collect.ts"
import type { Entry } from "./Entry.ts"
import type { NotSie } from "./NotSie.ts"
import * as Reader from "./Reader.ts"

export type { Parsed } from "./collect.ts"

/** Reads a whole file. */
export const parse = (bytes: Uint8Array): Effect.Effect<Collector.Parsed, NotSie> => collect(Stream.succeed(bytes))

/** Reads a whole file that comes in pieces. */
export const collect = <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Effect.Effect<Collector.Parsed, E | NotSie, R> =>
  Effect.suspend(() => {
    const collector = Collector.make()
    return stream(bytes).pipe(
      Stream.runForEachChunk((entries) => Effect.sync(() => collector.add(Chunk.toReadonlyArray(entries)))),
      Effect.map(() => collector.parsed()),
    )
  })

/**
 * Reads a file as it comes, for files that are too large for memory. Entries come in the order of the file; the findings of
 * a voucher come before it.
 */
export const stream = <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Stream.Stream<Entry, E | NotSie, R> =>
  Stream.suspend(() => {
    const reader = Reader.make()
    const last = Effect.suspend(() => Either.map(reader.end(), Chunk.unsafeFromArray))
    return bytes.pipe(
      Stream.mapChunks(Chunk.flatMap((piece) => Chunk.unsafeFromArray(reader.push(piece)))),
      Stream.concat(Stream.unwrap(Effect.map(last, Stream.fromChunk))),
    )
  })
