/** Amounts of money and quantities: exact decimals, never floats. Debit is positive, credit negative. */
import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"

export type Amount = BigDecimal.BigDecimal

const shape = /^(-?)(\d+)(?:\.(\d+))?$/

/** The amount that a SIE file writes: `1063`, `-212.5`, `8000.00`. None for anything else, such as `1 000,50`. */
export const parse = (text: string): Option.Option<Amount> => {
  const [, sign, whole, fraction = ""] = shape.exec(text) ?? []
  if (whole === undefined) return Option.none()
  const digits = BigInt(whole + fraction)
  return Option.some(settle(sign === "-" ? -digits : digits, fraction.length))
}

/** Two decimals, and more only where the value needs them, so that equal amounts are equal as objects too. */
const settle = (value: bigint, scale: number): Amount => {
  if (scale <= 2) return BigDecimal.make(value * 10n ** BigInt(2 - scale), 2)
  return value % 10n === 0n ? settle(value / 10n, scale - 1) : BigDecimal.make(value, scale)
}

/** `1063.00`, `-212.50`, `0.00`, and more decimals only where the amount has them. Never an exponent. */
export const format = (amount: Amount): string => {
  const { scale, value } = settle(amount.value * 10n ** BigInt(Math.max(0, -amount.scale)), Math.max(0, amount.scale))
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0")
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** No money: 0.00, with two decimals. */
export const zero: Amount = BigDecimal.make(0n, 2)

/** The amount of so many öre: `ofMinor(-21250n)` is -212.50. */
export const ofMinor = (minor: bigint): Amount => BigDecimal.make(minor, 2)

/** The exact sum; 0.00 of none. */
export const sum = (amounts: Iterable<Amount>): Amount => {
  let total = zero
  for (const amount of amounts) total = BigDecimal.sum(total, amount)
  return total
}

/** Whether the amount is a whole number of öre, as the standard asks. */
export const isWholeMinor = (amount: Amount): boolean => BigDecimal.normalize(amount).scale <= 2

const fromText = Schema.transformOrFail(
  Schema.String,
  Schema.BigDecimalFromSelf.annotations({
    arbitrary: () => (fc) => fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(ofMinor),
  }),
  {
    strict: true,
    decode: (text, _, ast) =>
      Option.match(parse(text), {
        onNone: () => ParseResult.fail(new ParseResult.Type(ast, text, "not an amount such as -212.50")),
        onSome: ParseResult.succeed,
      }),
    encode: (amount) => ParseResult.succeed(format(amount)),
  },
)

/** An amount; as JSON the text that `format` writes. */
export const Amount: Schema.Schema<Amount, string> = fromText.annotations({ identifier: "Amount" })
