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
}

export type RateLimit = (request: Request, now: number) => Either.Either<Readonly<Record<string, string>>, Refusal>

/** Counts the calls of one server; without a rule nothing is limited and no header is sent. */
export const make = (rule: Rule | undefined): RateLimit => {
  if (rule === undefined) return () => Either.right({})
  let count = 0
  let expires = 0
  return (request, now) => {
    if (request.method !== "GET") return Either.right({})
    if (now >= expires) count = 0
    const reset = Math.floor(now / 1000) + rule.period
    expires = (reset + rule.grace) * 1000
    count += 1
    if (count > rule.limit) return Either.left(Refusal.TooManyRequests())
    return Either.right({
      "x-ratelimit-remaining": String(rule.limit - count),
      "x-ratelimit-limit": String(rule.limit),
      "x-ratelimit-reset": String(reset),
    })
  }
}
