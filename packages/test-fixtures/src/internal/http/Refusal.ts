/** Why a request gets no answer of its own: what Eve aborts with, or what its code stumbles over. */
import * as Data from "effect/Data"

export type Refusal = Data.TaggedEnum<{
  /** Eve aborts with 400 and one fixed sentence, or with its own description. */
  BadRequest: { readonly description?: string }
  Unauthorized: { readonly challenge: boolean }
  NotFound: object
  MethodNotAllowed: object
  TooManyRequests: object
  /** An exception that nobody caught: Flask's HTML page. */
  Crash: object
}>

export const Refusal = Data.taggedEnum<Refusal>()

export const badRequest: Refusal = Refusal.BadRequest({})
export const crash: Refusal = Refusal.Crash()
export const notFound: Refusal = Refusal.NotFound()
