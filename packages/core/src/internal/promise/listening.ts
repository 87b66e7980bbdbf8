/** An HTTP client that a program can listen to, and whose `fetch` it may bring. No event carries a secret or a body. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as DescribeRequest from "../http/describeRequest.ts"
import * as Monotonic from "../http/monotonic.ts"
import { type Wait, Waits } from "../http/waits.ts"
import * as Listener from "./listener.ts"

/** A request that is about to be sent, without secrets. */
export interface RequestEvent {
  /** `GET` or `POST`. */
  readonly method: string
  /** Path and query as sent, values of personal fields masked. */
  readonly sent: string
}

/** How a request ended, without secrets. */
export interface ResponseEvent extends RequestEvent {
  /** Undefined where no answer came. */
  readonly status: number | undefined
  /** From sending the request until its answer began. */
  readonly milliseconds: number
}

/**
 * Functions that are called as things happen, token exchanges and repeated requests included. They may be asynchronous:
 * a call waits for them, and fails with what they throw or reject with. What `onRequest` and `onResponse` take counts as
 * time of the attempt.
 */
export interface Listeners {
  /** Called before a request is sent. */
  readonly onRequest?: ((event: RequestEvent) => unknown) | undefined
  /** Called when an answer begins, or when none came. */
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined
  /** Called before a pause for a retry or the rate limit. */
  readonly onWait?: ((event: Wait) => unknown) | undefined
}

/** How requests are sent, and who listens. */
export interface Transport extends Listeners {
  /** In place of the platform's: for a proxy, a certificate, or a test. */
  readonly fetch?: typeof globalThis.fetch | undefined
}

export const layer = ({ fetch, onRequest, onResponse, onWait }: Transport): Layer.Layer<HttpClient.HttpClient> => {
  const client = Effect.map(
    HttpClient.HttpClient,
    HttpClient.transform((response, request) =>
      Effect.gen(function* () {
        const event = { method: request.method, sent: describe(request.url) }
        yield* Listener.call(() => onRequest?.(event))
        const started = yield* Monotonic.now
        const answered = (status: number | undefined) =>
          Effect.flatMap(Monotonic.now, (now) =>
            Listener.call(() => onResponse?.({ ...event, status, milliseconds: now - started })),
          )
        return yield* Effect.onExit(
          fetch === undefined ? response : Effect.provideService(response, FetchHttpClient.Fetch, fetch),
          (exit) => answered(exit._tag === "Success" ? exit.value.status : undefined),
        )
      }),
    ),
  )
  return Layer.effect(HttpClient.HttpClient, client).pipe(
    Layer.provide(FetchHttpClient.layer),
    Layer.merge(onWait === undefined ? Layer.empty : Layer.succeed(Waits, (wait) => Listener.call(() => onWait(wait)))),
  )
}

const describe = (url: string): string => {
  const { pathname, searchParams } = new URL(url)
  return DescribeRequest.describe(pathname.slice(1), [...searchParams])
}
