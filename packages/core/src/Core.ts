/** Puts core together. The application brings an `HttpClient` and fills the ports. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type { HttpClient } from "@effect/platform/HttpClient"
import { Context, Effect, Layer } from "effect"
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

/**
 * Nothing is sent and no key is read before the first call. The services are made one after the other: layers put together
 * are built in fibers of their own, which for a lookup takes longer than to decode the case.
 */
export const layer: Layer.Layer<Services, never, HttpClient | AmiliConfig | Credentials | TokenStore> =
  Layer.scopedContext(
    Effect.gen(function* () {
      const transport = yield* Layer.build(Transport.Default)
      const auth = yield* Effect.provide(Layer.build(AuthTokenProvider.Default), transport)
      const client = yield* Effect.provide(Layer.build(AmiliClient.Default), Context.merge(transport, auth))
      const readers = yield* Effect.provide(
        Effect.all([
          Layer.build(Cases.Default),
          Layer.build(Creditors.Default),
          Layer.build(Emptiness.Default),
          Layer.build(Payouts.Default),
          Layer.build(PayoutSpecifications.Default),
        ]),
        client,
      )
      return Context.mergeAll(auth, client, ...readers)
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
