/**
 * The characters of an XML document from its bytes. The byte order mark decides on the encoding, else the first bytes of
 * UTF-16, else what the document declares, else UTF-8 (appendix F of the XML recommendation).
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { TextDecoder } from "node:util"
import { type BankFileError, fetchAgain, refuse } from "../BankFileError.ts"

/** The declaration stands within so many bytes. */
const declarationLength = 512

export const decode = <E>(
  bytes: Stream.Stream<Uint8Array, E>,
  file: string,
): Stream.Stream<string, E | BankFileError> =>
  Stream.suspend(() => {
    let decoder: TextDecoder | undefined
    let head: Uint8Array = new Uint8Array()

    const push = (chunk: Uint8Array, isEnd: boolean) =>
      Effect.gen(function* () {
        if (decoder === undefined) {
          head = Buffer.concat([head, chunk])
          if (head.length < declarationLength && !isEnd) return ""
          decoder = yield* decoderOf(head, file)
          return yield* textOf(decoder, head, isEnd)
        }
        return yield* textOf(decoder, chunk, isEnd)
      })

    const textOf = (decoder: TextDecoder, chunk: Uint8Array, isEnd: boolean) =>
      Effect.try({
        try: () => decoder.decode(chunk, { stream: !isEnd }),
        catch: (cause) =>
          refuse({ file, line: undefined }, `holds bytes that are not ${decoder.encoding}`, fetchAgain, cause),
      })

    return Stream.map(bytes, Option.some).pipe(
      Stream.concat(Stream.succeed(Option.none<Uint8Array>())),
      Stream.mapEffect((chunk) =>
        push(
          Option.getOrElse(chunk, () => new Uint8Array()),
          Option.isNone(chunk),
        ),
      ),
      Stream.filter((text) => text !== ""),
    )
  })

const decoderOf = (head: Uint8Array, file: string): Either.Either<TextDecoder, BankFileError> => {
  const declared = declaredEncoding(head)
  const encoding = encodingOfBytes(head) ?? declared ?? "utf-8"
  return Either.try({
    try: () => new TextDecoder(encoding, { fatal: true }),
    catch: (cause) =>
      refuse({ file, line: 1 }, "declares an encoding that is not known", "ask the bank for the file in UTF-8", cause),
  }).pipe(
    Either.filterOrLeft(
      // A declaration that could be read byte by byte is not written in UTF-16.
      ({ encoding }) => encodingOfBytes(head) !== undefined || !encoding.startsWith("utf-16"),
      () => refuse({ file, line: 1 }, "declares UTF-16 and is written in another encoding", fetchAgain),
    ),
  )
}

/** UTF-8 or UTF-16 as a byte order mark says it, or as `<` in two bytes shows it. */
const encodingOfBytes = ([a, b, c]: Uint8Array): string | undefined => {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8"
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le"
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be"
  return undefined
}

const declaredEncoding = (head: Uint8Array): string | undefined =>
  /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(Buffer.from(head).toString("latin1"))?.[1]
