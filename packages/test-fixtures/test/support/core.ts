/** A running sandbox and core configured for it, for tests of core against the server. */
import { FetchHttpClient } from "@effect/platform"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import * as Credentials from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Layer, Redacted } from "effect"

/** Core over the running sandbox. */
export const coreOf = (sandbox: Sandbox.Running) =>
  Core.layer.pipe(
    Layer.provideMerge(AmiliConfig.layer({ baseUrl: sandbox.baseUrl })),
    Layer.provide(
      Credentials.Credentials.layer(
        Credentials.ApiCode({
          apiCode: Redacted.make(sandbox.apiCode),
          privateKey: Redacted.make(sandbox.privateKeyPem),
        }),
      ),
    ),
    Layer.provide(TokenStore.layerMemory),
    Layer.provide(FetchHttpClient.layer),
    Layer.orDie,
  )

/** Core over a sandbox that serves the recorded data. */
export const recorded = Layer.unwrapScoped(
  Effect.gen(function* () {
    return coreOf(yield* Sandbox.start({ data: yield* Recorded.data }))
  }),
)
