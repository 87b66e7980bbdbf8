/** `page` and `max_results`, corrected in silence the way Eve does; Python reads numbers its own way. */
import * as Either from "effect/Either"
import { crash, type Refusal } from "../http/Refusal.ts"

export interface Limits {
  /** Results a page when the client does not say (or says nonsense). */
  readonly fallback: number
  /** Results a page at most. */
  readonly maximum: number
}

export const limits: Limits = { fallback: 25, maximum: 100 }

const trimmed = (text: string): string => text.replaceAll(/^\s+|\s+$/g, "")
const digits = String.raw`\d(?:_?\d)*`
const floating = new RegExp(`^[-+]?(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:e[-+]?${digits})?$`, "i")

/** The size of a page: Python's `int(float(text))`; an infinity crashes, anything else unreadable or below 1 is the default. */
export const maxResults = (text: string | undefined, { fallback, maximum }: Limits): Either.Either<number, Refusal> => {
  if (text === undefined) return Either.right(fallback)
  const asked = trimmed(text)
  if (/^[-+]?inf(inity)?$/i.test(asked)) return Either.left(crash)
  if (!floating.test(asked)) return Either.right(fallback)
  const value = Number(asked.replaceAll("_", ""))
  if (!Number.isFinite(value)) return Either.left(crash)
  const whole = Math.trunc(value)
  return Either.right(whole < 1 ? fallback : Math.min(whole, maximum))
}

/** The page asked for, from 1: Python's `abs(int(text)) or 1`; unreadable is 1. As big as the client likes. */
export const page = (text: string | undefined): bigint => {
  if (text === undefined) return 1n
  const asked = trimmed(text)
  if (!new RegExp(`^[-+]?${digits}$`).test(asked)) return 1n
  const value = BigInt(asked.replaceAll(/[-+_]/g, ""))
  return value === 0n ? 1n : value
}
