/** The sandbox that `AMILI_BASE_URL` points at, asked for what the API does not offer: its clock, its bank. */
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** There is no sandbox at the address, it does not answer, or it was not started with `--months`. */
export class NoSandbox extends Data.TaggedError("NoSandbox")<{ readonly message: string; readonly hint: string }> {}

/** What is asked of the sandbox, such as `POST` and `clock?next=month`, and how its answer is read. */
export const ask = <A, E>(
  method: "GET" | "POST",
  path: string,
  read: (response: HttpClientResponse.HttpClientResponse) => Effect.Effect<A, E>,
): Effect.Effect<A, NoSandbox | UsageError> =>
  Effect.gen(function* () {
    const address = yield* addressOf
    const client = yield* HttpClient.HttpClient
    const failed = () =>
      new NoSandbox({ message: `no sandbox answers at ${address}`, hint: "start one: amili sandbox start --months 6" })
    const response = yield* Effect.mapError(
      client.execute(HttpClientRequest.make(method)(`${address}/__sandbox/${path}`)),
      failed,
    )
    if (response.status === 404)
      return yield* new NoSandbox({
        message: `the sandbox at ${address} has no history with money`,
        hint: "start one that has: amili sandbox start --months 6",
      })
    return yield* response.status === 200 ? Effect.mapError(read(response), failed) : failed()
  }).pipe(Effect.scoped, Effect.provide(FetchHttpClient.layer))

/** Only a server of this machine can be a sandbox. */
const addressOf = Effect.gen(function* () {
  const address = Option.getOrUndefined(yield* Environment.variable("AMILI_BASE_URL"))
  if (address === undefined || !/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/.test(address)) {
    return yield* new UsageError({
      message: address === undefined ? "AMILI_BASE_URL is not set" : `${address} is no sandbox`,
      hint: "paste the lines that amili sandbox start prints into this terminal",
    })
  }
  return address.replace(/\/$/, "")
})
