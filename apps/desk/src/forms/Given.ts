/** What somebody has filled in, read once by a schema: all of it, or which fields are wrong. */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type { RequestError } from "@effect/platform/HttpServerError"
import * as Effect from "effect/Effect"
import type * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as Body from "../server/body.ts"

/** Values as they were typed, to be shown again, and the names of fields whose values do not fit. */
export interface Given {
  readonly values: Readonly<Record<string, string>>
  readonly wrong: ReadonlySet<string>
}

/** A form that nobody has filled in yet; `values` are shown in it. */
export const fresh = (values: Readonly<Record<string, string>> = {}): Given => ({ values, wrong: new Set() })

/** The form that was sent, decoded, or what to show again. Of a field that stands twice the last value counts. */
export const read = <A, I extends Readonly<Record<string, string | undefined>>, R>(
  schema: Schema.Schema<A, I, R>,
): Effect.Effect<Either.Either<A, Given>, RequestError, R | HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(Body.fields, (fields) => decode(schema, Object.fromEntries(fields)))

/** The parameters of an address in the same way, such as the filters of a table. */
export const inAddress = <A, I extends Readonly<Record<string, string | undefined>>, R>(
  schema: Schema.Schema<A, I, R>,
) => Effect.flatMap(parameters, (values) => decode(schema, values))

/** The parameters of an address, each with its last value. */
export const parameters: Effect.Effect<Given["values"], never, HttpServerRequest.ParsedSearchParams> = Effect.map(
  HttpServerRequest.ParsedSearchParams,
  (parameters) =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === "string" ? value : (value.at(-1) ?? ""),
      ]),
    ),
)

/** The same of values that were read already. An empty field is one that was left out. */
export const decode = <A, I, R>(schema: Schema.Schema<A, I, R>, values: Readonly<Record<string, string>>) => {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""))
  return Schema.decodeUnknown(schema, { errors: "all" })(filled).pipe(
    Effect.mapError((error): Given => {
      const issues = ParseResult.ArrayFormatter.formatErrorSync(error)
      return { values, wrong: new Set(issues.map(({ path }) => String(path[0] ?? ""))) }
    }),
    Effect.either,
  )
}
