/** The settings and the API of a profile while it has work on this worker; new ones once its row has changed. */
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import type { FleetProfile } from "../profiles/FleetProfile.ts"
import { Profiles } from "../store/Profiles.ts"

interface Opened<A> {
  readonly row: string
  readonly scope: Scope.CloseableScope
  readonly services: Context.Context<A>
}

/** `use` is given the profile as its row is now, and its API. */
export const make = <A, E, R>(name: string, apiOf: (profile: FleetProfile) => Layer.Layer<A, E, R>) =>
  Effect.gen(function* () {
    const profiles = yield* Profiles
    const environment = yield* Effect.context<R>()
    let opened: Opened<A> | undefined
    const close = Effect.suspend(() => {
      const last = opened
      opened = undefined
      return last === undefined ? Effect.void : Scope.close(last.scope, Exit.void)
    })
    yield* Effect.addFinalizer(() => close)

    const profile = Effect.gen(function* () {
      const { mistakes, profiles: found } = yield* profiles.find(name)
      const [only] = found
      if (only !== undefined && mistakes.length === 0) return only
      const message = mistakes[0] ?? `there is no profile "${name}" any more`
      return yield* new UsageError({ message, hint: "correct it, run amili-fleet init, then amili-fleet retry" })
    })

    const servicesOf = (now: FleetProfile) =>
      Effect.gen(function* () {
        const row = JSON.stringify(now)
        if (opened?.row === row) return opened.services
        yield* close
        const scope = yield* Scope.make()
        const services = yield* Layer.buildWithScope(apiOf(now), scope).pipe(
          Effect.provide(environment),
          Effect.onError(() => Scope.close(scope, Exit.void)),
        )
        opened = { row, scope, services }
        return services
      })

    /** After a failure secrets are read anew: they may have been what was wrong. */
    return <B, E2, R2>(use: (profile: FleetProfile) => Effect.Effect<B, E2, R2>) =>
      Effect.gen(function* () {
        const now = yield* profile
        const services = yield* servicesOf(now)
        return yield* Effect.provide(use(now), services)
      }).pipe(Effect.tapError(() => close))
  })
