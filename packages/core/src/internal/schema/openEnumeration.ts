/**
 * An enumeration of the server's: the values we know, and whatever it says next year. Decoding never fails, encoding is
 * the identity, and no unknown value equals a known one.
 */
import type * as Brand from "effect/Brand"
import * as Schema from "effect/Schema"
import { FastDecode } from "./decoder.ts"

/** Language of descriptions for people. */
export type Language = "en" | "sv"

export type Descriptions<Known extends string> = Readonly<Record<Known, Readonly<Record<Language, string>>>>

export const make = <const Known extends string, const Name extends string>(
  unknownName: Name,
  known: ReadonlyArray<Known>,
  descriptions: Descriptions<Known>,
) => {
  type Value = Known | (string & Brand.Brand<Name>)
  const set: ReadonlySet<string> = new Set(known)
  const isKnown = (value: string): value is Known => set.has(value)
  const unknown = Schema.String.pipe(
    Schema.filter((value) => !isKnown(value)),
    Schema.brand(unknownName),
  )
  const schema: Schema.Schema<Value, string> = Schema.Union(Schema.Literal(...known), unknown).annotations({
    description: "text",
    [FastDecode]: (wire: unknown) => (typeof wire === "string" ? wire : undefined),
  })
  return {
    schema,
    isKnown,
    of: (text: string): Value => Schema.decodeSync(schema)(text),
    describe: (value: string, language: Language = "en"): string =>
      isKnown(value) ? descriptions[value][language] : value,
  }
}
