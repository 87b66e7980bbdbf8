/**
 * Amounts of money: decimals, never floats. The API sends JSON numbers (`2050.0`, `1e-07`, `0.30000000000000004`) or
 * decimal text (`"1500.50"`); the amount is the shortest decimal that reads back as that number.
 */
import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { fromNumber, parse } from "./internal/money/decimal.ts"
import { exact, short } from "./internal/money/digits.ts"
import { FastDecode } from "./internal/schema/decoder.ts"

export * from "./internal/money/decimal.ts"

/** An amount on the wire: a JSON number, or text where a number would lose digits. */
export const Amount: Schema.Schema<BigDecimal.BigDecimal, number | string> = Schema.transformOrFail(
  Schema.Union(Schema.Number, Schema.String),
  Schema.BigDecimalFromSelf.annotations({
    arbitrary: () => (fc) =>
      fc
        .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
        .map(([value, scale]) => BigDecimal.make(value, scale)),
  }),
  {
    strict: true,
    decode: (wire, _, ast) =>
      Option.match(parse(String(wire)), {
        onNone: () => ParseResult.fail(new ParseResult.Type(ast, wire, "not an amount")),
        onSome: ParseResult.succeed,
      }),
    encode: (amount) => ParseResult.succeed(toWire(amount)),
  },
).annotations({
  identifier: "Amount",
  description: "an amount",
  [FastDecode]: (wire: unknown) => {
    if (typeof wire === "number") return short(wire) ?? Option.getOrUndefined(parse(String(wire)))
    return typeof wire === "string" ? Option.getOrUndefined(parse(wire)) : undefined
  },
})

const toWire = (amount: BigDecimal.BigDecimal): number | string => {
  const text = exact(amount)
  const number = Number(text)
  return Option.exists(fromNumber(number), (back) => BigDecimal.equals(back, amount)) ? number : text
}
