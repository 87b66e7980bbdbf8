/**
 * Proof instead of hope: for a query that found nothing, whether it could have found anything. The API answers a filter
 * that it does not understand with an empty list and 200, never with an error.
 */
import * as Effect from "effect/Effect"
import { AmiliClient } from "./AmiliClient.ts"
import type { ApiError } from "./ApiError.ts"
import { prove } from "./internal/read/canary.ts"
import * as Encode from "./internal/read/encodeQuery.ts"
import type { Filter, InvalidQuery } from "./Query.ts"
import type { Resource } from "./Resource.ts"

/**
 * `Proven`: each condition finds a document that meets it, or the list is empty altogether; together they match nothing.
 * `Refuted`: the API does not find a document by its own value, so an empty answer says nothing. `Unproven`: it could
 * not be tried, as where no document has the field.
 */
export type Verdict =
  | { readonly _tag: "Proven"; readonly because: string }
  | { readonly _tag: "Unproven"; readonly because: string }
  | { readonly _tag: "Refuted"; readonly field: string; readonly because: string }

export class Emptiness extends Effect.Service<Emptiness>()("core/Emptiness", {
  effect: Effect.map(AmiliClient, (api) => ({
    /** The verdict on the filter, after one request and two or three for each of its fields. */
    verdict: <A>(resource: Resource<A>, filter: Filter<A>): Effect.Effect<Verdict, ApiError | InvalidQuery> =>
      Effect.flatMap(Encode.where(resource, filter), (where) => prove(api, resource.name, where)),
  })),
}) {}
