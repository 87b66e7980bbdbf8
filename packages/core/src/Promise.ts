/// <reference lib="esnext.disposable" preserve="true" />
/**
 * The API for programs that do not use Effect: the same services behind promises and async iterables. Calls reject with
 * the errors of core themselves, which are classes of `Error`; `isAmiliError` tells them from others.
 */
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { AmiliClient } from "./AmiliClient.ts"
import * as AmiliConfig from "./AmiliConfig.ts"
import { AuthTokenProvider } from "./AuthTokenProvider.ts"
import * as Core from "./Core.ts"
import type { Creditor } from "./Creditor.ts"
import { Creditors } from "./Creditors.ts"
import { Credentials } from "./Credentials.ts"
import * as CaseList from "./internal/promise/cases.ts"
import { type Identity, toCredential } from "./internal/promise/identity.ts"
import * as Listening from "./internal/promise/listening.ts"
import * as Lists from "./internal/promise/lists.ts"
import * as Runner from "./internal/promise/runner.ts"
import { type Amounts, showAs } from "./internal/promise/shown.ts"
import type { Payout } from "./Payout.ts"
import { Payouts } from "./Payouts.ts"
import type { PayoutSpecification } from "./PayoutSpecification.ts"
import { PayoutSpecifications } from "./PayoutSpecifications.ts"
import * as Reader from "./Reader.ts"
import type { Resource } from "./Resource.ts"
import { TokenStore } from "./TokenStore.ts"

export * from "./internal/promise/errors.ts"
export type { CaseList } from "./internal/promise/cases.ts"
export type { Given } from "./internal/promise/given.ts"
export type { Identity } from "./internal/promise/identity.ts"
export type { Listeners, RequestEvent, ResponseEvent } from "./internal/promise/listening.ts"
export type { CallOptions, GetOptions, List, ListOptions, PageOptions } from "./internal/promise/lists.ts"
export type { Amounts, Plain, Shown } from "./internal/promise/shown.ts"
export type { Wait } from "./internal/http/waits.ts"

/** Who asks, which API, and how: given once, for all calls of a client. */
export type Options<S extends Amounts = "decimal"> = Identity &
  AmiliConfig.Options &
  Listening.Transport & {
    /** `"string"`: documents as plain JSON. By default amounts are `BigDecimal` and instants `DateTime.Utc`, as in core. */
    readonly amounts?: S | undefined
  }

/** A client of one tenant: one token and one pace for all of its calls. */
export interface Amili<S extends Amounts = "decimal"> extends AsyncDisposable {
  /** The cases. */
  readonly cases: CaseList.CaseList<S>
  /** The companies that are owed the money. */
  readonly creditors: Lists.List<Creditor, S>
  /** The transfers from Amili to creditors. */
  readonly payouts: Lists.List<Payout, S>
  /** The lines of payouts. */
  readonly payoutSpecifications: Lists.List<PayoutSpecification, S>
  /** A resource of your own: see `Resource.make`. */
  readonly resource: <A>(resource: Resource<A>) => Lists.List<A, S>
  /** The access token, for requests of your own. */
  readonly auth: {
    /** A token for requests of your own (in the header `X-API-Key`), good for a while yet. */
    readonly getValidToken: (options?: Lists.CallOptions) => Promise<string>
    /** Another token than this one, which the API has refused. */
    readonly refresh: (refused: string, options?: Lists.CallOptions) => Promise<string>
  }
  /** The server's clock, which `Checkpoint.next` plans by. */
  readonly serverTime: (options?: Lists.CallOptions) => Promise<DateTime.Utc>
  /** Ends the client: calls that are under way, and later ones, reject with `ClientClosed`. */
  readonly close: () => Promise<void>
}

/** Makes a client; throws `InvalidConfig` for what cannot work. Nothing is sent and no key is read before the first call. */
export const createAmili = <const S extends Amounts = "decimal">(options: Options<S>): Amili<S> => {
  const runner = Runner.make(layerOf(options))
  const show = showAs<S>(options.amounts)
  const { close, run } = runner
  return {
    cases: CaseList.make(runner, show),
    creditors: Lists.make(Creditors, runner, show),
    payouts: Lists.make(Payouts, runner, show),
    payoutSpecifications: Lists.make(PayoutSpecifications, runner, show),
    resource: (resource) => Lists.make(Reader.make(resource), runner, show),
    auth: {
      getValidToken: (call) =>
        run(
          Effect.flatMap(AuthTokenProvider, (auth) => Effect.map(auth.getValidToken(), Redacted.value)),
          call?.signal,
        ),
      refresh: (refused, call) =>
        run(
          Effect.gen(function* () {
            const auth = yield* AuthTokenProvider
            const held = yield* auth.getValidToken()
            // Somebody else may have replaced it already.
            const another = Redacted.value(held) === refused ? yield* auth.refresh(held) : held
            return Redacted.value(another)
          }),
          call?.signal,
        ),
    },
    serverTime: (call) =>
      run(
        Effect.flatMap(AmiliClient, (api) => api.serverTime),
        call?.signal,
      ),
    close,
    [Symbol.asyncDispose]: close,
  }
}

const layerOf = <S extends Amounts>(options: Options<S>): Layer.Layer<Core.Services | AmiliConfig.AmiliConfig> => {
  const settings = Either.getOrThrowWith(AmiliConfig.AmiliConfig.make(options), (invalid) => invalid)
  const credential = Either.getOrThrowWith(toCredential(options), (invalid) => invalid)
  return Core.layer.pipe(
    Layer.provideMerge(Layer.succeed(AmiliConfig.AmiliConfig, settings)),
    Layer.provide([Credentials.layer(credential), TokenStore.layerMemory, Listening.layer(options)]),
  )
}
