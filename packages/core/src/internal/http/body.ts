/** Reads the body of an answer as text, no more of it than a limit allows, compressed or not. */
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** The connection broke, or a compressed body is damaged or cut off. */
export class Unreadable extends Data.TaggedError("Unreadable")<{ readonly cause: unknown }> {}

/** More bytes than the limit, before or after decompression. */
export class TooLarge extends Data.TaggedError("TooLarge") {}

/** Bytes that cannot become a string of JavaScript. */
export class NotText extends Data.TaggedError("NotText")<{ readonly cause: unknown }> {}

/** UTF-8 without its byte order mark; what is no character becomes U+FFFD. */
export const text = (
  answer: HttpClientResponse,
  limit: number,
): Effect.Effect<string, Unreadable | TooLarge | NotText> =>
  Effect.gen(function* () {
    const received = yield* collect(bytesOf(answer), limit)
    // Some HTTP clients decompress and leave the header on, so the bytes decide: no text starts with gzip's.
    const isGzip = received[0] === 0x1f && received[1] === 0x8b
    const bytes = isGzip ? yield* collect(gunzip(received), limit) : received
    return yield* Effect.try({ try: () => new TextDecoder().decode(bytes), catch: (cause) => new NotText({ cause }) })
  })

/** Reads a short body to its end, so that the connection can be used again, and breaks off a long one. */
export const discard = (answer: HttpClientResponse): Effect.Effect<void> =>
  Effect.ignore(collect(bytesOf(answer), 64 * 1024))

const bytesOf = (answer: HttpClientResponse): Stream.Stream<Uint8Array, Unreadable> =>
  Stream.catchAll(answer.stream, ({ cause, reason }) =>
    reason === "EmptyBody" ? Stream.empty : Stream.fail(new Unreadable({ cause })),
  )

const gunzip = (bytes: Uint8Array<ArrayBuffer>): Stream.Stream<Uint8Array, Unreadable> =>
  Stream.fromReadableStream(
    () => new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")),
    (cause) => new Unreadable({ cause }),
  )

const collect = <E>(
  bytes: Stream.Stream<Uint8Array, E>,
  limit: number,
): Effect.Effect<Uint8Array<ArrayBuffer>, E | TooLarge> =>
  bytes.pipe(
    Stream.mapAccumEffect(0, (size, chunk) =>
      size + chunk.length > limit ? new TooLarge() : Effect.succeed([size + chunk.length, chunk] as const),
    ),
    Stream.runCollect,
    Effect.map(concat),
  )

const concat = (chunks: Chunk.Chunk<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(Chunk.reduce(chunks, 0, (size, chunk) => size + chunk.length))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
