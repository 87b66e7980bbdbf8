/** An instant as the API writes it, `Wed, 03 Sep 2025 11:18:59 GMT`: its schema, and how it is read and written. */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { FastDecode } from "./internal/schema/decoder.ts"
import { read } from "./internal/time/readTimestamp.ts"
import { format, isWritable, parse } from "./internal/time/timestamp.ts"

export * from "./internal/time/timestamp.ts"

/** `Wed, 03 Sep 2025 11:18:59 GMT` as a `DateTime.Utc`. Encoding cuts to whole seconds. */
export const Timestamp: Schema.Schema<DateTime.Utc, string> = Schema.transformOrFail(
  Schema.String,
  Schema.DateTimeUtcFromSelf.annotations({
    arbitrary: () => (fc) =>
      fc.integer({ min: -2_208_988_800, max: 4_102_444_800 }).map((seconds) => DateTime.unsafeMake(seconds * 1000)),
  }),
  {
    strict: true,
    decode: (text, _, ast) =>
      Option.match(parse(text), {
        onNone: () => ParseResult.fail(new ParseResult.Type(ast, text, "not an RFC 1123 date")),
        onSome: ParseResult.succeed,
      }),
    encode: (instant, _, ast) =>
      isWritable(instant)
        ? ParseResult.succeed(format(instant))
        : ParseResult.fail(new ParseResult.Type(ast, instant, "not in the years 1 to 9999")),
  },
).annotations({
  identifier: "Timestamp",
  description: "an RFC 1123 date",
  [FastDecode]: (wire: unknown) => (typeof wire === "string" ? read(wire) : undefined),
})
