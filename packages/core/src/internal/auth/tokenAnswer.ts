/**
 * Reads the access token and its lifetime from the answer of the exchange. Its form is not documented, so every usual
 * one is understood: a field of a configurable name, on top or one level down, or the bare string.
 */
import * as Encoding from "effect/Encoding"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Timestamp from "../../Timestamp.ts"

export interface TokenAnswer {
  readonly token: Redacted.Redacted
  /** Milliseconds from now, if the answer or the token says. */
  readonly lifetime: number | undefined
}

type Fields = { readonly [name: string]: unknown }

/** `serverNow` in ms: times in the answer are the server's, and its clock need not be ours. */
export const read = (body: unknown, names: ReadonlyArray<string>, serverNow: number): Option.Option<TokenAnswer> => {
  const found = (token: string, fields: Fields): Option.Option<TokenAnswer> => {
    const lifetime = lifetimeOf(fields, serverNow) ?? lifetimeOf(claims(token), serverNow)
    return Option.some({ token: Redacted.make(token), lifetime })
  }
  if (isToken(body)) return found(body, {})
  const candidates = Predicate.isRecord(body) ? [body, ...Object.values(body).filter(Predicate.isRecord)] : []
  for (const fields of candidates) {
    const token = names.map((name) => fields[name]).find(isToken)
    if (token !== undefined) return found(token, fields)
  }
  return Option.none()
}

/** Whatever a header can carry. Anything else would come back out of the HTTP client inside an error message. */
export const isToken = (value: unknown): value is string => typeof value === "string" && /^[\x21-\x7e]+$/.test(value)

const relative = ["expires_in", "expiresIn", "ttl"]
const absolute = ["expires", "expires_at", "expiresAt", "expiry", "exp"]

const lifetimeOf = (fields: Fields, serverNow: number): number | undefined => {
  const spans = relative.map((name) => number(fields[name])).map((seconds) => seconds && seconds * 1000)
  const ends = absolute.map((name) => untilEnd(fields[name], serverNow))
  return [...spans, ...ends].find((span) => span !== undefined && span > 0)
}

/** A date as text, or a number: epoch milliseconds, epoch seconds, or (when small) seconds from now. */
const untilEnd = (value: unknown, serverNow: number): number | undefined => {
  const end = number(value)
  if (end !== undefined) return end < 1e9 ? end * 1000 : (end < 1e11 ? end * 1000 : end) - serverNow
  if (typeof value !== "string") return undefined
  const date = Option.match(Timestamp.parse(value), { onNone: () => isoDate(value), onSome: (at) => at.epochMillis })
  return Number.isNaN(date) ? undefined : date - serverNow
}

/** Python writes UTC without saying so; `Date.parse` would take that for local time. */
const isoDate = (text: string): number =>
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)
    ? Date.parse(text.replace(" ", "T") + (/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? "" : "Z"))
    : Number.NaN

const number = (value: unknown): number | undefined => {
  if (typeof value === "string" && /^\d+(\.\d+)?$/.test(value.trim())) return Number(value)
  return typeof value === "number" && Number.isFinite(value) ? value : undefined
}

/** The claims of a token that is a JWT, unverified: only its owner could be fooled. */
const claims = (token: string): Fields => {
  const [, payload = ""] = token.split(".")
  const json = Either.flatMap(Encoding.decodeBase64UrlString(payload), (text) =>
    Either.try((): unknown => JSON.parse(text)),
  )
  return Either.isRight(json) && Predicate.isRecord(json.right) ? json.right : {}
}
