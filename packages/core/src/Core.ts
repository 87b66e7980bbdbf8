/** Puts core together. The application brings an `HttpClient` and fills the ports. */
import type { HttpClient } from "@effect/platform/HttpClient"
import { Layer } from "effect"
import { AmiliClient } from "./AmiliClient.ts"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import { Cases } from "./Cases.ts"
import type { Credentials } from "./Credentials.ts"
import { Transport } from "./internal/transport.ts"
import type { TokenStore } from "./TokenStore.ts"

/** Nothing is sent and no key is read before the first call. */
export const layer: Layer.Layer<
  AmiliClient | AuthTokenProvider | Cases,
  never,
  HttpClient | AmiliConfig | Credentials | TokenStore
> = Cases.Default.pipe(
  Layer.provideMerge(AmiliClient.Default),
  Layer.provideMerge(AuthTokenProvider.Default),
  Layer.provide(Transport.Default),
)
