/** What the headers of an answer say about when the next request is welcome. */
import type * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Timestamp from "../../Timestamp.ts"

type Headers = Readonly<Record<string, string | undefined>>

export interface RateLimit {
  readonly limit: number
  readonly remaining: number
  /** Milliseconds from the answer until the limit is fresh again. */
  readonly resetIn: number | undefined
}

/** A proxy that adds a Date of its own leaves two, which arrive as one text: the first is the server's. */
export const serverTime = (headers: Headers): Option.Option<DateTime.Utc> =>
  Option.flatMap(Option.fromNullable(headers["date"]), (text) => Timestamp.parse(text.split(",", 2).join(",")))

/**
 * Milliseconds to wait, by seconds or by date (RFC 9110, 10.2.3). A date is compared with the server's own clock, and
 * counts for nothing without it: this machine's clock may be years off.
 */
export const retryAfter = (headers: Headers): number | undefined => {
  const text = headers["retry-after"]?.trim() ?? ""
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = Option.getOrUndefined(Timestamp.parse(text))
  return date === undefined ? undefined : untilServerTime(headers, date.epochMillis)
}

/** X-RateLimit-Reset is in epoch seconds; a small number is how other gateways say it, in seconds from now. */
export const resetIn = (headers: Headers): number | undefined => {
  const reset = number(headers["x-ratelimit-reset"])
  if (reset === undefined) return undefined
  return reset < 1e9 ? reset * 1000 : untilServerTime(headers, reset * 1000)
}

export const read = (headers: Headers): RateLimit | undefined => {
  const limit = number(headers["x-ratelimit-limit"])
  const remaining = number(headers["x-ratelimit-remaining"])
  if (limit === undefined || remaining === undefined) return undefined
  return { limit, remaining, resetIn: resetIn(headers) }
}

const untilServerTime = (headers: Headers, epochMillis: number): number | undefined =>
  Option.getOrUndefined(Option.map(serverTime(headers), (now) => Math.max(0, epochMillis - now.epochMillis)))

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined
