/** Puts core together. The application brings an `HttpClient` and fills the ports. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type { HttpClient } from "@effect/platform/HttpClient"
import * as Layer from "effect/Layer"
import { AmiliClient } from "./AmiliClient.ts"
import { AmiliConfig, type InvalidConfig, type Options } from "./AmiliConfig.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import { Cases } from "./Cases.ts"
import { type Credential, Credentials } from "./Credentials.ts"
import { Creditors } from "./Creditors.ts"
import { Emptiness } from "./Emptiness.ts"
import { Transport } from "./internal/http/transport.ts"
import { Payouts } from "./Payouts.ts"
import { PayoutSpecifications } from "./PayoutSpecifications.ts"
import { TokenStore } from "./TokenStore.ts"

/** Every service of core that an application uses. */
export type Services = AmiliClient | AuthTokenProvider | Cases | Creditors | Emptiness | PayoutSpecifications | Payouts

type Ports = HttpClient | AmiliConfig | Credentials | TokenStore

/**
 * Every service over the ports that the program provides. Nothing is sent and no key is read before the first call.
 *
 * One client serves one tenant: a server and a set of credentials. Each `Core.layer.pipe(Layer.provide(ports))` makes a
 * client of its own (that is what `Layer.fresh` is for: Effect would otherwise build this layer once in a program, and
 * the second tenant would read with the key of the first). To share a client, name the layer with its ports and provide
 * that one wherever it is needed.
 */
export const layer: Layer.Layer<Services, never, Ports> = Layer.mergeAll(
  Cases.Default,
  Creditors.Default,
  Emptiness.Default,
  Payouts.Default,
  PayoutSpecifications.Default,
).pipe(
  Layer.provideMerge(AmiliClient.Default),
  Layer.provideMerge(AuthTokenProvider.Default),
  Layer.provide(Transport.Default),
  Layer.fresh,
)

/**
 * The same with what most programs want: the platform's `fetch`, and tokens that live as long as the process. Each call
 * makes a client of its own.
 */
export const layerFetch = ({
  credential,
  ...options
}: Options & { readonly credential: Credential }): Layer.Layer<Services | AmiliConfig, InvalidConfig> =>
  layer.pipe(
    Layer.provideMerge(AmiliConfig.layer(options)),
    Layer.provide([Credentials.layer(credential), TokenStore.layerMemory, FetchHttpClient.layer]),
  )
