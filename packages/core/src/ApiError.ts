/**
 * What can go wrong between us and the API, split by what the caller does next. Every `message` is one line for a
 * person; none carries a secret, the body of an answer, or a debtor's data.
 */
import { Schema } from "effect"

const forPerson = {
  message: Schema.String,
  /** The next step, if there is one. */
  hint: Schema.optional(Schema.String),
}

/** The API gave no usable answer although every allowed attempt was made. Next: try later. */
export class Unreachable extends Schema.TaggedError<Unreachable>()("Unreachable", {
  ...forPerson,
  /** How many requests were sent for this call. */
  attempts: Schema.Number,
  /** Status of the last answer, if there was one. */
  status: Schema.optional(Schema.Number),
  cause: Schema.optional(Schema.Defect),
}) {}

/** The API does not accept who we say we are. Next: log in, or correct the credentials. */
export class NotAuthenticated extends Schema.TaggedError<NotAuthenticated>()("NotAuthenticated", forPerson) {}

/** The private key cannot be used. Next: point to another key; the message says what this one is. */
export class InvalidKey extends Schema.TaggedError<InvalidKey>()("InvalidKey", {
  ...forPerson,
  reason: Schema.Literal(
    "Unreadable",
    "Encrypted",
    "NotPrivate",
    "UnsupportedFormat",
    "UnsupportedCurve",
    "TooShort",
    "WrongAlgorithm",
  ),
}) {}

/** The API understood the request and will not serve it. Next: correct the request; `sent` says what it was. */
export class RequestRefused extends Schema.TaggedError<RequestRefused>()("RequestRefused", {
  ...forPerson,
  status: Schema.Number,
  /** Path and query as sent, values of personal fields masked. */
  sent: Schema.String,
}) {}

/** The API answered something that it should not. Next: report it. */
export class UnexpectedAnswer extends Schema.TaggedError<UnexpectedAnswer>()("UnexpectedAnswer", {
  ...forPerson,
  status: Schema.optional(Schema.Number),
  cause: Schema.optional(Schema.Defect),
}) {}

/** Nothing has this id (or these credentials may not see it: the API does not tell the two apart). */
export class NotFound extends Schema.TaggedError<NotFound>()("NotFound", {
  ...forPerson,
  /** Path of what was asked for, such as `cases/6867da7788b9226bb78d716c`. */
  path: Schema.String,
}) {}

/** What any call can fail with. */
export type ApiError = Unreachable | NotAuthenticated | InvalidKey | RequestRefused | UnexpectedAnswer
