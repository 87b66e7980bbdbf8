/** How much the server takes at once, and how long it waits for a slow client. */
import type { ServerOptions } from "node:http"
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { mostOfForm, mostOfUpload, tooLarge } from "./body.ts"
import { Refused } from "./Refused.ts"
import { words } from "./words.ts"

/** A request comes whole within half a minute, its headers within five seconds, or its connection is closed. */
export const connections: ServerOptions = {
  headersTimeout: 5000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16_384,
}

export const mostConnections = 256

/** Milliseconds without a byte in either direction after which a connection is closed. */
export const silence = 300_000

/** A browser opens six connections to a server: whoever asks for more than this at once is none. */
const mostRequests = 64

/** How long a page may take, retries of the API included. What changes something is not cut off. */
const patience = "60 seconds"

const slow = new Refused({ status: 504, message: words.slow, hint: words.slowHint })

/** Ends a page that takes too long. */
export const timely = <E, R>(app: HttpApp.Default<E, R>): HttpApp.Default<E | Refused, R> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ method }) =>
    method === "POST" ? app : Effect.timeoutFail(app, { duration: patience, onTimeout: () => slow }),
  )

const busy = new Refused({ status: 503, message: words.busy, hint: words.busyHint })

/** Refuses what says that it is too large, and requests beyond the number that is answered at once. */
export const make: Effect.Effect<<E, R>(app: HttpApp.Default<E, R>) => HttpApp.Default<E | Refused, R>> = Effect.map(
  Effect.makeSemaphore(mostRequests),
  (semaphore) => (app) =>
    Effect.gen(function* () {
      const { headers } = yield* HttpServerRequest.HttpServerRequest
      const most = headers["content-type"]?.startsWith("multipart/form-data") === true ? mostOfUpload : mostOfForm
      if (Number(headers["content-length"] ?? 0) > most) return yield* tooLarge
      const answer = yield* semaphore.withPermitsIfAvailable(1)(app)
      return yield* Option.match(answer, { onNone: () => busy, onSome: Effect.succeed })
    }),
)
