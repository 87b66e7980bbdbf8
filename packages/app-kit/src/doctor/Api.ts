/** What every doctor looks at, from the host of the API to the cases that can be read, in the order in which it is needed. */
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Cases } from "@amili-cases/core/Cases"
import { Credentials } from "@amili-cases/core/Credentials"
import * as PrivateKey from "@amili-cases/core/PrivateKey"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type * as Check from "./Check.ts"
import * as Host from "./Host.ts"

/** Each check only when the one before it is well. */
export const examine = <E, R, LE>(
  look: Check.Look<LE>,
  api: Layer.Layer<AmiliConfig | Credentials | AuthTokenProvider | AmiliClient | Cases, E, R>,
): Effect.Effect<void, LE, R | Scope.Scope | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const built = yield* Effect.exit(Layer.buildWithScope(api, yield* Effect.scope))
    if (Exit.isFailure(built)) return yield* look("Set-up", Effect.zipRight(built, Effect.succeed("")))
    yield* Effect.provide(
      Effect.gen(function* () {
        if (!(yield* look("Host", Host.check))) return
        if (!(yield* look("Private key", key))) return
        if (!(yield* look("Access", access))) return
        if (!(yield* look("API", reading))) return
        yield* look("Clock", clock)
      }),
      built.value,
    )
  })

const key = Effect.flatMap(Credentials, (credential) =>
  credential._tag === "ApiCode"
    ? Effect.map(
        PrivateKey.fromPem(credential.privateKey, credential.algorithm),
        ({ algorithm }) => `usable, signs ${algorithm}`,
      )
    : Effect.succeed("none is needed"),
)

const access = Effect.flatMap(AuthTokenProvider, (auth) => Effect.as(auth.getValidToken(), "granted"))

const reading = Effect.flatMap(Cases, (cases) =>
  Effect.map(cases.count(), (count): string | Check.Warning =>
    count > 0
      ? `${count} ${count === 1 ? "case" : "cases"} can be read`
      : { warning: "these credentials may read no case at all", next: "ask Amili which creditors they are for" },
  ),
)

const clock = Effect.gen(function* () {
  const api = yield* AmiliClient
  const server = yield* api.serverTime
  const apart = Duration.toSeconds(DateTime.distanceDuration(server, yield* DateTime.now))
  return apart <= 60
    ? `within ${Math.ceil(apart)} s of the server's`
    : {
        warning: `${apart < 86_400 ? `${Math.round(apart)} s` : `${Math.round(apart / 86_400)} days`} from the server's`,
        next: "set the clock: tokens are signed for ten minutes",
      }
})
