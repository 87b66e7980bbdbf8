/** A form with files, such as those of the bank. The files lie in a temporary folder until the request is answered. */
import type * as Multipart from "@effect/platform/Multipart"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"
import * as Body from "../server/body.ts"
import * as Given from "./Given.ts"

export interface Uploaded {
  /** As the browser names it; shown to people, never opened. */
  readonly name: string
  readonly path: string
}

/**
 * The form that was sent, with the files of its field `field`. Without a file, or with two of one name, the field is wrong;
 * `optional` says that there need be none.
 */
export const read = <A, I extends Readonly<Record<string, string | undefined>>, R>(
  schema: Schema.Schema<A, I, R>,
  field: string,
  optional = false,
) =>
  Effect.gen(function* () {
    const parts = Object.entries(yield* Body.parts).flatMap(([name, value]) => {
      const all: ReadonlyArray<string | Multipart.PersistedFile> = typeof value === "string" ? [value] : value
      return all.map((one) => ({ name, one }))
    })
    const values = Object.fromEntries(
      parts.flatMap(({ name, one }) => (typeof one === "string" ? [[name, one] as const] : [])),
    )
    const files = parts.flatMap(({ name, one }): ReadonlyArray<Uploaded> =>
      name === field && typeof one !== "string" ? [{ name: one.name, path: one.path }] : [],
    )
    // Files of one name would lie in each other's place.
    const fits = new Set(files.map(({ path }) => path)).size === files.length && (optional || files.length > 0)
    const form = yield* Given.decode(schema, values)
    if (fits) return Either.map(form, (value) => ({ value, files }))
    const given = Either.match(form, {
      onLeft: (given) => given,
      onRight: () => Given.fresh(values),
    })
    return Either.left({ ...given, wrong: new Set([...given.wrong, field]) })
  })
