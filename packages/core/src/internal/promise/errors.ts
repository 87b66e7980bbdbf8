/** What a promise of this package rejects with. Each is a class of `Error`, told apart by `_tag`, `name` or `instanceof`. */
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

const classes = [
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
]

/** Any failure of a call, with the next step for a person, and the API's status where there was an answer. */
export type AmiliError = InstanceType<(typeof classes)[number]> & {
  readonly hint?: string | undefined
  readonly status?: number | undefined
}

/** Whether a call has failed with an error of ours: `error._tag` says which. */
export const isAmiliError = (error: unknown): error is AmiliError => classes.some((one) => error instanceof one)
