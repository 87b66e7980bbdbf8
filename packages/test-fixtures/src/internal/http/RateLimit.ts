/**
 * Eve's rate limit: a counter that only a whole period of silence resets, because every call, refused ones too, starts
 * the period anew. Checked before authentication; only GET counts.
 */
import * as Either from "effect/Either"
import { type Request } from "../../Answer.ts"
import { Refusal } from "./Refusal.ts"

export interface Rule {
  /** Calls that are answered. */
  readonly limit: number
  /** Seconds of silence after which the count starts anew. */
  readonly period: number
  /** Seconds that the counter outlives its period: 10 in Eve, where Redis keeps it so much longer. */
  readonly grace: number
  /** Each access token has a counter of its own, instead of all calls of the server together. */
  readonly perToken?: boolean | undefined
}

export type RateLimit = (request: Request, now: number) => Either.Either<Readonly<Record<string, string>>, Refusal>

/** Counts the calls of one server; without a rule nothing is limited and no header is sent. */
export const make = (rule: Rule | undefined): RateLimit => {
  if (rule === undefined) return () => Either.right({})
  const counters = new Map<string, { readonly count: number; readonly expires: number }>()
  return (request, now) => {
    if (request.method !== "GET") return Either.right({})
    const key = rule.perToken === true ? (request.headers["authorization"] ?? "") : ""
    const before = counters.get(key)
    const count = before === undefined || now >= before.expires ? 1 : before.count + 1
    const reset = Math.floor(now / 1000) + rule.period
    counters.set(key, { count, expires: (reset + rule.grace) * 1000 })
    if (count > rule.limit) return Either.left(Refusal.TooManyRequests())
    return Either.right({
      "x-ratelimit-remaining": String(rule.limit - count),
      "x-ratelimit-limit": String(rule.limit),
      "x-ratelimit-reset": String(reset),
    })
  }
}
