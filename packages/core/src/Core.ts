/** Puts core together. The application brings an `HttpClient` and fills the ports. */
import type { HttpClient } from "@effect/platform/HttpClient"
import { Layer } from "effect"
import { AmiliClient } from "./AmiliClient.ts"
import type { AmiliConfig } from "./AmiliConfig.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import { Cases } from "./Cases.ts"
import type { Credentials } from "./Credentials.ts"
import { Creditors } from "./Creditors.ts"
import { Payouts } from "./Payouts.ts"
import { PayoutSpecifications } from "./PayoutSpecifications.ts"
import { Transport } from "./internal/transport.ts"
import type { TokenStore } from "./TokenStore.ts"

/** Nothing is sent and no key is read before the first call. */
export const layer: Layer.Layer<
  AmiliClient | AuthTokenProvider | Cases | Creditors | PayoutSpecifications | Payouts,
  never,
  HttpClient | AmiliConfig | Credentials | TokenStore
> = Layer.mergeAll(Cases.Default, Creditors.Default, Payouts.Default, PayoutSpecifications.Default).pipe(
  Layer.provideMerge(AmiliClient.Default),
  Layer.provideMerge(AuthTokenProvider.Default),
  Layer.provide(Transport.Default),
)
