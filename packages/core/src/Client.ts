/** What every reading service of core stands on, without a layer. */
import type { HttpClient } from "@effect/platform/HttpClient"
import { Context, Effect, type Scope } from "effect"
import { AmiliClient } from "./AmiliClient.ts"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import type { Credentials } from "./Credentials.ts"
import { Transport } from "./internal/transport.ts"
import type { TokenStore } from "./TokenStore.ts"

export type Services = AmiliClient | AuthTokenProvider

/**
 * For programs that are mostly start: Effect takes a hundred steps to build a layer, whatever is in it. What reads with the
 * client is made by `Cases.instance` and the like; `Core.layer` is all of it. Nothing is sent and no key is read before
 * the first call.
 */
export const make: Effect.Effect<
  Context.Context<Services>,
  never,
  HttpClient | AmiliConfig | Credentials | TokenStore | Scope.Scope
> = Effect.gen(function* () {
  const transport = yield* Transport.instance
  const auth = yield* Effect.provideService(AuthTokenProvider.instance, Transport, transport)
  const client = yield* AmiliClient.instance.pipe(
    Effect.provideService(Transport, transport),
    Effect.provideService(AuthTokenProvider, auth),
  )
  return Context.make(AuthTokenProvider, auth).pipe(Context.add(AmiliClient, client))
})
