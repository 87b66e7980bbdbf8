/** What a promise of this package rejects with. Each is a class of `Error`, told apart by `_tag`, which is also its `name`. */
import * as Predicate from "effect/Predicate"
import { InvalidConfig } from "../../AmiliConfig.ts"
import {
  InvalidKey,
  NotAuthenticated,
  NotFound,
  RequestRefused,
  UnexpectedAnswer,
  Unreachable,
} from "../../ApiError.ts"
import { MalformedDocument } from "../../Document.ts"
import { InvalidQuery } from "../../Query.ts"
import { ClientClosed } from "./runner.ts"

export {
  ClientClosed,
  InvalidConfig,
  InvalidKey,
  InvalidQuery,
  MalformedDocument,
  NotAuthenticated,
  NotFound,
  RequestRefused,
  UnexpectedAnswer,
  Unreachable,
}

/** Any failure of a call, with the next step for a person, and the API's status where there was an answer. */
export type AmiliError = (
  | ClientClosed
  | InvalidConfig
  | InvalidKey
  | InvalidQuery
  | MalformedDocument
  | NotAuthenticated
  | NotFound
  | RequestRefused
  | UnexpectedAnswer
  | Unreachable
) & {
  /** The next step for a person, if there is one. */
  readonly hint?: string | undefined
  /** Status of the answer, if there was one. */
  readonly status?: number | undefined
}

// A record, so that a tag that is missing here does not compile.
const tags: Record<AmiliError["_tag"], true> = {
  ClientClosed: true,
  InvalidConfig: true,
  InvalidKey: true,
  InvalidQuery: true,
  MalformedDocument: true,
  NotAuthenticated: true,
  NotFound: true,
  RequestRefused: true,
  UnexpectedAnswer: true,
  Unreachable: true,
}

/**
 * Whether a call has failed with an error of ours: `error._tag` says which. It goes by the tag, so that it also knows errors
 * of another copy of this package, of which `instanceof` knows nothing.
 */
export const isAmiliError = (error: unknown): error is AmiliError =>
  error instanceof Error && "_tag" in error && Predicate.isString(error._tag) && Object.hasOwn(tags, error._tag)
