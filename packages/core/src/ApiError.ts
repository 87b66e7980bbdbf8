/**
 * What can go wrong between us and the API, split by what the caller does next. Every `message` is one line for a
 * person; none carries a secret, the body of an answer, or a debtor's data.
 */
import * as Data from "effect/Data"

interface ForPerson {
  readonly message: string
  /** The next step, if there is one. */
  readonly hint?: string | undefined
}

/** The API gave no usable answer although every allowed attempt was made. Next: try later. */
export class Unreachable extends Data.TaggedError("Unreachable")<
  ForPerson & {
    /** How many requests were sent for this call. */
    readonly attempts: number
    /** Status of the last answer, if there was one. */
    readonly status?: number | undefined
    readonly cause?: unknown
  }
> {}

/** The API does not accept who we say we are. Next: log in, or correct the credentials. */
export class NotAuthenticated extends Data.TaggedError("NotAuthenticated")<
  ForPerson & {
    /** Status of the answer, if there was one. */
    readonly status?: number | undefined
  }
> {}

/** The private key cannot be used. Next: point to another key; the message says what this one is. */
export class InvalidKey extends Data.TaggedError("InvalidKey")<
  ForPerson & {
    /** In which way it cannot be used. */
    readonly reason:
      | "Unreadable"
      | "Encrypted"
      | "NotPrivate"
      | "UnsupportedFormat"
      | "UnsupportedCurve"
      | "TooShort"
      | "WrongAlgorithm"
  }
> {}

/** The API understood the request and will not serve it. Next: correct the request; `sent` says what it was. */
export class RequestRefused extends Data.TaggedError("RequestRefused")<
  ForPerson & {
    /** Status of the answer: 400, 403, 405, 414 or 422. */
    readonly status: number
    /** Path and query as sent, values of personal fields masked. */
    readonly sent: string
  }
> {}

/** The API answered something that it should not. Next: report it. */
export class UnexpectedAnswer extends Data.TaggedError("UnexpectedAnswer")<
  ForPerson & {
    /** Status of the answer, if there was one. */
    readonly status?: number | undefined
    readonly cause?: unknown
  }
> {}

/** Nothing has this id (or these credentials may not see it: the API does not tell the two apart). */
export class NotFound extends Data.TaggedError("NotFound")<
  ForPerson & {
    /** Path of what was asked for, such as `cases/6867da7788b9226bb78d716c`. */
    readonly path: string
    /** 404, where the API was asked. */
    readonly status?: number | undefined
  }
> {}

/** What any call can fail with. */
export type ApiError = Unreachable | NotAuthenticated | InvalidKey | RequestRefused | UnexpectedAnswer
