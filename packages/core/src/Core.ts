/** Puts core together. The application brings an `HttpClient` and fills the ports. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type { HttpClient } from "@effect/platform/HttpClient"
import { Layer } from "effect"
import { AmiliClient } from "./AmiliClient.ts"
import { AmiliConfig, type InvalidConfig, type Options } from "./AmiliConfig.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import { Cases } from "./Cases.ts"
import { type Credential, Credentials } from "./Credentials.ts"
import { Creditors } from "./Creditors.ts"
import { Emptiness } from "./Emptiness.ts"
import { Payouts } from "./Payouts.ts"
import { PayoutSpecifications } from "./PayoutSpecifications.ts"
import { Transport } from "./internal/transport.ts"
import { TokenStore } from "./TokenStore.ts"

/** Every service of core that an application uses. */
export type Services = AmiliClient | AuthTokenProvider | Cases | Creditors | Emptiness | PayoutSpecifications | Payouts

/** Nothing is sent and no key is read before the first call. */
export const layer: Layer.Layer<Services, never, HttpClient | AmiliConfig | Credentials | TokenStore> = Layer.mergeAll(
  Cases.Default,
  Creditors.Default,
  Emptiness.Default,
  Payouts.Default,
  PayoutSpecifications.Default,
).pipe(
  Layer.provideMerge(AmiliClient.Default),
  Layer.provideMerge(AuthTokenProvider.Default),
  Layer.provide(Transport.Default),
)

/** The same with what most programs want: the platform's `fetch`, and tokens that live as long as the process. */
export const layerFetch = ({
  credential,
  ...options
}: Options & { readonly credential: Credential }): Layer.Layer<Services | AmiliConfig, InvalidConfig> =>
  layer.pipe(
    Layer.provideMerge(AmiliConfig.layer(options)),
    Layer.provide(Credentials.layer(credential)),
    Layer.provide(TokenStore.layerMemory),
    Layer.provide(FetchHttpClient.layer),
  )
