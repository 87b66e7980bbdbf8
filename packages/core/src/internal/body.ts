/** Reads the body of an answer as text. */
import { Data, Effect } from "effect"

/** A body that cannot be unpacked, mostly because it was cut off. */
export class Unpacking extends Data.TaggedError("Unpacking")<{ readonly cause: unknown }> {}

/**
 * UTF-8, without a byte order mark. A proxy may compress; some HTTP clients unpack that by themselves and leave the
 * header on, so the bytes are asked, not the header: no text starts with gzip's.
 */
export const text = (bytes: Uint8Array<ArrayBuffer>): Effect.Effect<string, Unpacking> =>
  bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes) : Effect.succeed(decoder.decode(bytes))

const decoder = new TextDecoder()

const gunzip = (bytes: Uint8Array<ArrayBuffer>): Effect.Effect<string, Unpacking> =>
  Effect.tryPromise({
    try: () => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text(),
    catch: (cause) => new Unpacking({ cause }),
  })
