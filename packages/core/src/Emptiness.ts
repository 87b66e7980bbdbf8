/**
 * Proof instead of hope: for a query that found nothing, whether it could have found anything. The API answers a filter
 * that it does not understand with an empty list and 200, never with an error.
 */
import * as Effect from "effect/Effect"
import { AmiliClient } from "./AmiliClient.ts"
import type { ApiError } from "./ApiError.ts"
import { prove } from "./internal/read/canary.ts"
import * as Encode from "./internal/read/encodeQuery.ts"
import type { Verdict } from "./internal/read/verdict.ts"
import type { Filter, InvalidQuery } from "./Query.ts"
import type { Resource } from "./Resource.ts"

export type { Verdict }

/** Finds out whether a query that found nothing could have found anything. */
export class Emptiness extends Effect.Service<Emptiness>()("core/Emptiness", {
  effect: Effect.map(AmiliClient, (api) => ({
    /** The verdict on the filter, after one request and two or three for each of its fields. */
    verdict: <A>(resource: Resource<A>, filter: Filter<A>): Effect.Effect<Verdict, ApiError | InvalidQuery> =>
      Effect.flatMap(Encode.where(resource, filter), (where) => prove(api, resource.name, where)),
  })),
}) {}
