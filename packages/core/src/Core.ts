/** Puts core together. The application brings an `HttpClient` and fills the ports. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type { HttpClient } from "@effect/platform/HttpClient"
import { Context, Effect, Layer } from "effect"
import { AmiliConfig, type InvalidConfig, type Options } from "./AmiliConfig.ts"
import { Cases } from "./Cases.ts"
import * as Client from "./Client.ts"
import { type Credential, Credentials } from "./Credentials.ts"
import { Creditors } from "./Creditors.ts"
import { Emptiness } from "./Emptiness.ts"
import { Payouts } from "./Payouts.ts"
import { PayoutSpecifications } from "./PayoutSpecifications.ts"
import { TokenStore } from "./TokenStore.ts"

/** Every service of core that an application uses. */
export type Services = Client.Services | Cases | Creditors | Emptiness | PayoutSpecifications | Payouts

type Ports = HttpClient | AmiliConfig | Credentials | TokenStore

/** Nothing is sent and no key is read before the first call. */
export const layer: Layer.Layer<Services, never, Ports> = Layer.scopedContext(
  Effect.gen(function* () {
    const base = yield* Client.make
    const readers = Effect.gen(function* () {
      return Context.make(Cases, yield* Cases.instance).pipe(
        Context.add(Creditors, yield* Creditors.instance),
        Context.add(Emptiness, yield* Emptiness.instance),
        Context.add(Payouts, yield* Payouts.instance),
        Context.add(PayoutSpecifications, yield* PayoutSpecifications.instance),
      )
    })
    return Context.merge(base, yield* Effect.provide(readers, base))
  }),
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
