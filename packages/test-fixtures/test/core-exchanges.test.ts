import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import { AccessToken, Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { it } from "@effect/vitest"
import { Effect, Either, Layer, Redacted } from "effect"
import { describe, expect } from "vitest"

const withoutBody = new Set([204, 304])

/** A server that has one answer: the recorded one. */
const answering = ({ body, headers, status }: Recorded.Exchange["response"]) =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => {
      // The length is of the body as it went over the wire; fetch sets its own.
      const { "content-length": _, ...others } = headers
      const response = new Response(withoutBody.has(status) ? null : body, { status, headers: others })
      return Effect.succeed(HttpClientResponse.fromWeb(request, response))
    }),
  )

/** What core makes of the answer: the tag of its error, or what kind of body it read. */
const read = ({ request, response }: Recorded.Exchange) =>
  Effect.gen(function* () {
    const [path = "", search = ""] = request.path.slice(1).split("?")
    const asked = [...request.query, ...new URLSearchParams(search)] as const
    const client = yield* AmiliClient
    const result = yield* Effect.either(client.get(path, asked))
    return Either.match(result, {
      onLeft: (error) => error._tag,
      onRight: (answer) => (answer.text === response.body ? "read" : "changed"),
    })
  }).pipe(
    Effect.provide(
      Layer.provide(
        Core.layer,
        Layer.mergeAll(
          answering(response),
          AmiliConfig.layer({ baseUrl: "http://127.0.0.1:1", retries: 0 }),
          Credentials.layer(AccessToken({ token: Redacted.make("a-token") })),
          TokenStore.layerMemory,
        ),
      ),
    ),
  )

const expected = ({ request, response: { headers, status } }: Recorded.Exchange): string => {
  if (status === 200) return headers["content-type"]?.startsWith("application/json") ? "read" : "UnexpectedAnswer"
  if (status === 400) return "RequestRefused"
  if (status === 401) return "NotAuthenticated"
  // A list that is not there is a wrong request; a document that is not there is an answer.
  if (status === 404) return /^\/[^/]+\/[^/]+/.test(request.path) ? "NotFound" : "RequestRefused"
  return status >= 500 ? "Unreachable" : "UnexpectedAnswer"
}

describe("core and what the real server has answered", () => {
  it.effect("reads every recorded answer to a GET, or says what kind of failure it is", () =>
    Effect.gen(function* () {
      const gets = (yield* Recorded.exchanges).filter(({ request }) => request.method === "GET")
      expect(gets.length).toBeGreaterThan(120)
      for (const exchange of gets) expect.soft(yield* read(exchange), exchange.name).toBe(expected(exchange))
    }),
  )
})
