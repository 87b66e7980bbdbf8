/**
 * Carries a request and brings the whole answer, in time. Any `HttpClient` can be made to; one that gives answers read to
 * their end and keeps time limits by itself says so (`offer`), which saves a fiber and most of Effect's steps a request.
 * What comes of a request is the same either way. It is said of the very client: one that has been wrapped, to log or to
 * try again, is used as wrapped.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import { Data, Effect, Either, Option } from "effect"
import { noteStatus } from "./internal/traced.ts"
import { within } from "./internal/within.ts"

export interface Carried {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** As sent, perhaps compressed; or why there is no more of it. */
  readonly body: Either.Either<Uint8Array<ArrayBuffer>, unknown>
}

/** No answer. */
export class NotCarried extends Data.TaggedError("NotCarried")<{
  /** The time limit has passed. */
  readonly isLate: boolean
  readonly cause?: unknown
}> {}

/**
 * Gives the request up when the answer takes longer than `limit` (ms), and when it is interrupted. Does not follow
 * redirects, and leaves no spans: they would carry the query, which may name a debtor.
 */
export type Carry = (request: HttpClientRequest, limit: number) => Effect.Effect<Carried, NotCarried>

const offered = new WeakMap<HttpClient.HttpClient, Carry>()

/** The client, which from now on is known to carry by itself. */
export const offer = (client: HttpClient.HttpClient, carry: Carry): HttpClient.HttpClient => {
  offered.set(client, carry)
  return client
}

/** How the client carries. */
export const from = (client: HttpClient.HttpClient): Effect.Effect<Carry> => {
  const carry = offered.get(client)
  return carry === undefined ? general(client) : Effect.succeed(carry)
}

const general = (client: HttpClient.HttpClient): Effect.Effect<Carry> =>
  Effect.map(Effect.serviceOption(FetchHttpClient.RequestInit), (options) => {
    const spanless = HttpClient.withTracerDisabledWhen(client, () => true)
    // fetch follows redirects by itself, with the key, to any host; the other clients do not.
    const init = { ...Option.getOrElse(options, () => ({})), redirect: "manual" } as const
    return (request, limit) =>
      within(
        spanless.execute(request).pipe(
          Effect.provideService(FetchHttpClient.RequestInit, init),
          Effect.matchEffect({
            // The error itself holds the request with its headers; what it was caused by does not.
            onFailure: ({ cause }) => Effect.fail(new NotCarried({ isLate: false, cause })),
            onSuccess: whole,
          }),
        ),
        limit,
        () => new NotCarried({ isLate: true }),
      )
  })

const whole = (answer: HttpClientResponse): Effect.Effect<Carried> => {
  const { headers, status } = answer
  return Effect.zipRight(
    // Before the rest, which may never come.
    noteStatus(status),
    Effect.match(answer.arrayBuffer, {
      onFailure: ({ cause }) => ({ status, headers, body: Either.left(cause) }),
      onSuccess: (bytes) => ({ status, headers, body: Either.right(new Uint8Array(bytes)) }),
    }),
  )
}
