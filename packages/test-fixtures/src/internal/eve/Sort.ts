/** The `sort` parameter: `-a,b`, or a Python literal `[("a", -1)]`. */
import * as Either from "effect/Either"
import { isList, toNumber, type Value } from "../../Document.ts"
import * as PythonSyntax from "./PythonSyntax.ts"
import { badRequest, crash, type Refusal } from "../http/Refusal.ts"

export interface Key {
  readonly path: string
  readonly descending: boolean
}

export const parse = (text: string | undefined): Either.Either<ReadonlyArray<Key>, Refusal> => {
  if (text === undefined || text === "") return Either.right([])
  const parsed = PythonSyntax.parse(text.replace(/^[ \t]+/, ""))
  if (Either.isLeft(parsed)) return Either.left(badRequest)
  const value = literal(parsed.right)
  return value === undefined ? fromNames(text) : fromLiteral(value)
}

/** The value of a literal, `undefined` where Python's `literal_eval` says "malformed" (a name, a call, a comparison...). */
const literal = (node: PythonSyntax.Node): Value | undefined => {
  if (node._tag === "Constant") return node.value
  if (node._tag === "Unary" && node.operand._tag === "Constant" && (node.op === "-" || node.op === "+")) {
    const number = toNumber(node.operand.value)
    return number === undefined ? undefined : node.op === "-" ? -number : number
  }
  if (node._tag === "Sequence") {
    const items = node.items.map(literal)
    return items.every((item) => item !== undefined) ? items : undefined
  }
  if (node._tag === "Dict") {
    const members = [...node.keys, ...node.values].map(literal)
    return members.every((member) => member !== undefined) ? { dict: members } : undefined
  }
  return undefined
}

const fromNames = (text: string): Either.Either<ReadonlyArray<Key>, Refusal> => {
  const names = text.split(",").map((name) => name.trim())
  if (names.includes("")) return Either.left(crash)
  return Either.right(
    names.map((name) =>
      name.startsWith("-") ? { path: name.slice(1), descending: true } : { path: name, descending: false },
    ),
  )
}

/** Anything false means unsorted; anything but a list of pairs (a string, a number, a dict) crashes in the database driver. */
const fromLiteral = (value: Value): Either.Either<ReadonlyArray<Key>, Refusal> => {
  const number = toNumber(value)
  if (value === null || value === false || value === "" || number === 0 || (isList(value) && value.length === 0))
    return Either.right([])
  if (!isList(value)) return emptyDict(value) ? Either.right([]) : Either.left(crash)
  const keys: Array<Key> = []
  for (const pair of value) {
    const [path, direction, ...rest] = isList(pair) ? pair : []
    const sign = typeof direction === "boolean" ? Number(direction) : toNumber(direction)
    if (typeof path !== "string" || path.startsWith("$") || sign === undefined || rest.length > 0)
      return Either.left(crash)
    keys.push({ path, descending: sign < 0 })
  }
  return Either.right(keys)
}

const emptyDict = (value: Value): boolean =>
  typeof value === "object" && value !== null && "dict" in value && isList(value.dict) && value.dict.length === 0
