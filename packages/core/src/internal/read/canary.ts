/**
 * Whether a filter that found nothing could have found anything. The API answers a condition that it does not understand
 * with an empty list, so each condition is tried on a document that must meet it: one that has the field is looked up
 * by its own value with the same kind of operator. Finding nothing then is no emptiness but a misunderstanding.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { ApiError } from "../../ApiError.ts"
import { idOf } from "../../Document.ts"
import * as Timestamp from "../../Timestamp.ts"
import type { Api } from "./api.ts"
import { fetch } from "./page.ts"
import type { Verdict } from "./verdict.ts"

type Json = Readonly<Record<string, unknown>>
type Condition = readonly [field: string, condition: unknown]

/** Two requests for each field of the filter, as the API names them; one more where no document has the field. */
export const prove = (api: Api, name: string, where: Json): Effect.Effect<Verdict, ApiError> =>
  Effect.gen(function* () {
    if ((yield* rows(api, name, {}, { _id: 1 }, 1)).length === 0) {
      return { _tag: "Proven", because: `${name} is empty as far as these credentials see` }
    }
    let verdict: Verdict = { _tag: "Proven", because: "each condition finds a document that meets it" }
    for (const condition of conditions(where)) {
      const one: Verdict = yield* tryOne(api, name, condition)
      if (one._tag === "Refuted") return one
      if (one._tag === "Unproven") verdict = one
    }
    return verdict
  })

const tryOne = (api: Api, name: string, [field, condition]: Condition): Effect.Effect<Verdict, ApiError> =>
  Effect.gen(function* () {
    const canary = canaryOf(condition)
    if (canary === undefined) return { _tag: "Unproven", because: `'${field}' has a condition that cannot be tried` }
    const samples = yield* rows(api, name, canary === "absent" ? {} : { [field]: { $ne: null } }, { [field]: 1 }, 5)
    if (canary === "absent") return yield* bothSides(api, name, field, samples)
    // A text of 24 hex digits is taken for an id and finds nothing: try another one if there is.
    const sample = samples.find((document) => !isHex(at(document, field))) ?? samples[0]
    if (sample === undefined) {
      const because = `no document of ${name} has '${field}', so nothing shows that the API knows it`
      return { _tag: "Unproven", because }
    }
    const value = at(sample, field)
    if (Option.isSome(dateOf(value)) && operandsOf(condition).some((operand) => Option.isNone(dateOf(operand)))) {
      return { _tag: "Refuted", field, because: `'${field}' is compared with something that the API reads as no date` }
    }
    const own = { _id: idOf(sample), [field]: canary(value) }
    if ((yield* rows(api, name, own, { _id: 1 }, 1)).length > 0) return understood
    const [now] = yield* rows(api, name, { _id: own._id }, { [field]: 1 }, 1)
    if (isHex(value) || JSON.stringify(at(now, field)) !== JSON.stringify(value)) {
      return { _tag: "Unproven", because: `'${field}' was tried on a document that does not serve for it` }
    }
    return { _tag: "Refuted", field, because: `the API does not find a document by its own '${field}'` }
  })

/** Conditions on presence: what is not absent must be present, so a document is found on one of the sides. */
const bothSides = (api: Api, name: string, field: string, samples: ReadonlyArray<unknown>) =>
  Effect.gen(function* () {
    const id = idOf(samples[0])
    const absent = yield* rows(api, name, { _id: id, [field]: null }, { _id: 1 }, 1)
    const present = yield* rows(api, name, { _id: id, [field]: { $ne: null } }, { _id: 1 }, 1)
    const verdict: Verdict =
      absent.length + present.length > 0
        ? understood
        : { _tag: "Refuted", field, because: `a document of ${name} neither has '${field}' nor lacks it` }
    return verdict
  })

const understood: Verdict = { _tag: "Proven", because: "the condition finds a document that meets it" }

/** The same kind of condition around a document's own value, `"absent"` for presence, or nothing to try. */
const canaryOf = (condition: unknown): ((own: unknown) => unknown) | "absent" | undefined => {
  if (condition === null) return "absent"
  if (!Predicate.isReadonlyRecord(condition)) return equal
  const operators = Object.keys(condition)
  if (operators.some((operator) => /^\$(gt|gte|lt|lte)$/.test(operator))) return around
  if (operators.includes("$eq") || operators.includes("$in")) return equal
  return operators.every((operator) => /^\$(ne|nin|exists)$/.test(operator)) ? "absent" : undefined
}

/** What the field is compared with, null aside. */
const operandsOf = (condition: unknown): ReadonlyArray<unknown> =>
  (Predicate.isReadonlyRecord(condition) ? Object.values(condition).flat() : [condition]).filter(
    (operand) => operand !== null && typeof operand !== "boolean",
  )

/** Dates are stored with milliseconds that are never shown: only a window of a second finds them. */
const equal = (own: unknown): unknown => Option.match(dateOf(own), { onNone: () => own, onSome: second })
const around = (own: unknown): unknown =>
  Option.match(dateOf(own), { onNone: () => ({ $gte: own, $lte: own }), onSome: second })

const second = (instant: DateTime.Utc): Json => ({
  $gte: Timestamp.format(instant),
  $lt: Timestamp.format(DateTime.add(instant, { seconds: 1 })),
})

const dateOf = (own: unknown): Option.Option<DateTime.Utc> =>
  typeof own === "string" ? Timestamp.parse(own) : Option.none()

const isHex = (own: unknown): boolean => typeof own === "string" && /^[0-9a-f]{24}$/i.test(own)

const conditions = (where: Json): ReadonlyArray<Condition> =>
  Object.entries(where).flatMap(([key, condition]): ReadonlyArray<Condition> => {
    if (key !== "$and" && key !== "$or") return [[key, condition]]
    return Array.isArray(condition)
      ? condition.flatMap((one) => (Predicate.isReadonlyRecord(one) ? conditions(one) : []))
      : []
  })

const at = (document: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => {
    const one: unknown = Array.isArray(value) ? value[0] : value
    return Predicate.isReadonlyRecord(one) ? one[key] : undefined
  }, document)

const rows = (api: Api, name: string, where: Json, projection: Json, pageSize: number) =>
  Effect.map(fetch(api, name, { where, sort: "_id", projection, page: 1, pageSize }), (page) => page.items)
