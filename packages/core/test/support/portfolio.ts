/** A list in memory behind a fake `AmiliClient`: it matches, sorts and pages as the server does, and tells what was asked. */
import { AmiliClient, type Params } from "@amili-cases/core/AmiliClient"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { NotFound } from "@amili-cases/core/ApiError"
import { DateTime, Effect, Layer, Option } from "effect"

export type Doc = { readonly _id: string } & Readonly<Record<string, unknown>>

export interface Behaviour {
  /** Called before each request is answered, with its number from 1. */
  readonly before?: (request: number) => void
  /** How many turns of the others each request waits for its answer, by its number: none by default. */
  readonly turns?: (request: number) => number
  /** What the server grants at most. */
  readonly maxResults?: number
  readonly withoutTotals?: boolean
  /** Rewrites the answer to a list. */
  readonly answer?: (body: Body, params: ReadonlyMap<string, string>) => unknown
}

interface Body {
  readonly _items: ReadonlyArray<Doc>
  readonly _meta: Readonly<Record<string, unknown>>
}

export interface Portfolio {
  /** Change it at will. */
  docs: ReadonlyArray<Doc>
  readonly requests: Array<ReadonlyMap<string, string>>
  readonly layer: Layer.Layer<AmiliClient | AmiliConfig>
}

/** The id of the n-th document, in order. */
export const idOf = (n: number): string => n.toString(16).padStart(24, "0")

export const make = (docs: ReadonlyArray<Doc>, behaviour: Behaviour = {}): Portfolio => {
  const answer = (body: unknown) => ({
    body,
    text: JSON.stringify(body),
    repaired: false,
    serverTime: Option.some(DateTime.unsafeMake("2026-01-13T12:00:00Z")),
    status: 200,
    url: "",
    headers: {},
  })
  const get = (path: string, params: Params = []) =>
    Effect.suspend(() => {
      const asked = new Map(params)
      portfolio.requests.push(asked)
      behaviour.before?.(portfolio.requests.length)
      const turns = behaviour.turns?.(portfolio.requests.length) ?? 0
      const [, id] = path.split("/")
      if (id !== undefined) {
        const found = portfolio.docs.find((doc) => doc._id === id)
        return found === undefined
          ? new NotFound({ message: `${path} not found`, path })
          : Effect.succeed(answer(found))
      }
      const body = list(portfolio.docs, asked, behaviour)
      const told = Effect.succeed(answer(behaviour.answer?.(body, asked) ?? body))
      return turns === 0 ? told : Effect.zipRight(Effect.repeatN(Effect.yieldNow(), turns), told)
    })
  const portfolio: Portfolio = {
    docs,
    requests: [],
    layer: Layer.merge(
      Layer.succeed(AmiliClient, AmiliClient.make({ get, serverTime: Effect.succeed(DateTime.unsafeMake(0)) })),
      Layer.orDie(AmiliConfig.layer({ baseUrl: "http://localhost" })),
    ),
  }
  return portfolio
}

const list = (docs: ReadonlyArray<Doc>, asked: ReadonlyMap<string, string>, behaviour: Behaviour): Body => {
  const where: unknown = JSON.parse(asked.get("where") ?? "{}")
  const found = docs.filter((doc) => matches(doc, where))
  const sorted = (asked.get("sort") ?? "").split(",").reduceRight<ReadonlyArray<Doc>>((rows, key) => {
    const name = key.replace(/^-/, "")
    const direction = key.startsWith("-") ? -1 : 1
    return rows.toSorted((a, b) => direction * compare(at(a, name), at(b, name)))
  }, found)
  const size = Math.min(Number(asked.get("max_results") ?? 25), behaviour.maxResults ?? 100)
  const page = Number(asked.get("page") ?? 1)
  return {
    _items: sorted.slice((page - 1) * size, page * size),
    _meta: { page, max_results: size, ...(behaviour.withoutTotals === true ? {} : { total: found.length }) },
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const at = (doc: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), doc)

const compare = (a: unknown, b: unknown): number => {
  const [x, y] = [order(a), order(b)]
  return x < y ? -1 : x > y ? 1 : 0
}
const order = (value: unknown): string | number => {
  if (value === undefined || value === null) return ""
  if (typeof value === "number") return value
  const text = typeof value === "string" ? value : JSON.stringify(value)
  return text.endsWith(" GMT") ? new Date(text).toISOString() : text
}

const matches = (doc: Doc, where: unknown): boolean =>
  isRecord(where) &&
  Object.entries(where).every(([key, condition]) => {
    if (key === "$and") return Array.isArray(condition) && condition.every((one) => matches(doc, one))
    if (key === "$or") return Array.isArray(condition) && condition.some((one) => matches(doc, one))
    return holds(at(doc, key), condition)
  })

const holds = (value: unknown, condition: unknown): boolean => {
  if (!isRecord(condition)) return equals(value, condition)
  return Object.entries(condition).every(([operator, operand]) => {
    if (operator === "$eq") return equals(value, operand)
    if (operator === "$ne") return !equals(value, operand)
    if (operator === "$exists") return (value !== undefined) === operand
    if (operator === "$in") return Array.isArray(operand) && operand.some((one) => equals(value, one))
    if (operator === "$nin") return Array.isArray(operand) && !operand.some((one) => equals(value, one))
    if (value === undefined || value === null) return false
    const sign = compare(value, operand)
    return operator === "$gt" ? sign > 0 : operator === "$gte" ? sign >= 0 : operator === "$lt" ? sign < 0 : sign <= 0
  })
}

const equals = (value: unknown, operand: unknown): boolean =>
  operand === null ? value === undefined || value === null : value === operand
