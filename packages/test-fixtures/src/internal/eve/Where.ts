/** The `where` parameter: from text to a query of the database, with Eve's bans and Eve's silent conversions. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Dates from "../../Dates.ts"
import { isDocument, isList, ObjectId, type Document, type Value } from "../../Document.ts"
import * as PythonJson from "../../PythonJson.ts"
import * as PythonWhere from "./PythonWhere.ts"
import { badRequest, crash, Refusal } from "../http/Refusal.ts"

const known = new Set(
  "$gt $gte $in $lt $lte $ne $nin $eq $or $and $not $nor $mod $regex $text $where $options $search $language $caseSensitive $diacriticSensitive $exists $type $geoWithin $geoIntersects $near $nearSphere $centerSphere $geometry $maxDistance $minDistance $box $all $elemMatch $size $bitsAllClear $bitsAllSet $bitsAnyClear $bitsAnySet $center $expr".split(
    " ",
  ),
)
const banned = new Set(["$where", "$regex"])

export interface Rules {
  /** The fields that may be filtered on; all, when left out. A server set up so answers 400 to the others. */
  readonly allowedFilters?: ReadonlyArray<string> | undefined
  /** Values are checked against the schema: a server set up so refuses every operator on a field. */
  readonly validateFilters?: boolean | undefined
}

/** The query that a `where` asks for; an absent or empty one asks for everything. */
export const parse = (text: string | undefined, rules: Rules = {}): Either.Either<Document, Refusal> => {
  if (text === undefined || text === "") return Either.right({})
  const json = PythonJson.parse(text)
  const read = Either.isRight(json) ? sanitize(json.right) : "unreadable"
  if (read === "refused") return Either.left(badRequest)
  const query =
    read === "unreadable" || Either.isLeft(json)
      ? PythonWhere.parse(text)
      : isDocument(json.right)
        ? Either.right(json.right)
        : Either.left(crash)
  return Either.flatMap(query, (document) => {
    const problem = disallowed(document, rules)
    return problem === undefined
      ? Either.right(convertMembers(document))
      : Either.left(Refusal.BadRequest({ description: problem }))
  })
}

/** Operators that Eve bans or does not know are refused at any depth; an empty key makes it stumble, and try Python. */
const sanitize = (value: Value): "fine" | "refused" | "unreadable" => {
  if (isList(value)) return first(value.map(sanitize))
  if (!isDocument(value)) return "fine"
  const keys = Object.keys(value)
  if (keys.includes("")) return "unreadable"
  if (keys.some((key) => key.startsWith("$") && (!known.has(key) || banned.has(key)))) return "refused"
  return first(Object.values(value).map(sanitize))
}

const first = (results: ReadonlyArray<"fine" | "refused" | "unreadable">) =>
  results.find((result) => result !== "fine") ?? "fine"

const disallowed = (query: Document, rules: Rules): string | undefined => {
  const { allowedFilters, validateFilters } = rules
  if (allowedFilters === undefined && validateFilters !== true) return undefined
  for (const [key, value] of Object.entries(query)) {
    const prefixes = key.split(".").map((_, index, parts) => parts.slice(0, index + 1).join("."))
    if (
      allowedFilters !== undefined &&
      !known.has(key) &&
      !prefixes.some((prefix) => allowedFilters.includes(prefix))
    ) {
      return `filter on '${key}' not allowed`
    }
    if (key === "$or" || key === "$and" || key === "$nor") {
      if (!isList(value) || !value.every(isDocument)) return `operator '${key}' expects a list of sub-queries`
      const problem = value
        .filter(isDocument)
        .map((part) => disallowed(part, rules))
        .find((found) => found !== undefined)
      if (problem !== undefined) return problem
    } else if (validateFilters === true && isDocument(value)) return `filter on '${key}' is invalid`
  }
  return undefined
}

const convertMembers = (query: Document): Document =>
  Object.fromEntries(
    Object.entries(query).map(([key, value]) => [
      key,
      isDocument(value)
        ? convertMembers(value)
        : isList(value)
          ? value.map((item) => (isDocument(item) ? convertMembers(item) : cast(item, true)))
          : cast(value, false),
    ]),
  )

let fresh = 0

/**
 * A string that looks like a date or an object id becomes one. In a list, `null` too: `ObjectId(None)` makes a new id in
 * Python, so that `{"$in": [null]}` matches nothing.
 */
const cast = (value: Value, listed: boolean): Value => {
  if (value === null && listed) return new ObjectId(`ffffffffffff${(fresh++).toString(16).padStart(12, "0")}`)
  if (typeof value !== "string") return value
  const date = Dates.parse(value)
  if (Option.isSome(date)) return date.value
  return /^[\da-f]{24}$/i.test(value) ? new ObjectId(value.toLowerCase()) : value
}
