/** The schema of an open enumeration: decoding never fails, and encoding is the identity. */
import type * as Brand from "effect/Brand"
import * as Schema from "effect/Schema"
import { FastDecode } from "./decoder.ts"

export const make = <const Known extends string, const Name extends string>(
  unknownName: Name,
  known: ReadonlyArray<Known>,
): Schema.Schema<Known | (string & Brand.Brand<Name>), string> => {
  const set: ReadonlySet<string> = new Set(known)
  const unknown = Schema.String.pipe(
    Schema.filter((value) => !set.has(value)),
    Schema.brand(unknownName),
  )
  return Schema.Union(Schema.Literal(...known), unknown).annotations({
    description: "text",
    [FastDecode]: (wire: unknown) => (typeof wire === "string" ? wire : undefined),
  })
}
