/** Core over the HTTP client of the apps, with the sandbox's credentials. */
import { readFileSync } from "node:fs"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import * as TokenStore from "@amili-cases/core/TokenStore"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Layer, Redacted } from "effect"
import { setting } from "../../harness/Timed.ts"

export const layer = (concurrency: number) =>
  Core.layer.pipe(
    Layer.provide([
      NodeHttpClient.layerWithoutAgent.pipe(Layer.provide(NodeHttpClient.makeAgentLayer({ keepAlive: true }))),
      TokenStore.TokenStore.layerMemory,
      AmiliConfig.layer({ baseUrl: setting("AMILI_BASE_URL"), concurrency }),
      Credentials.layer(
        ApiCode({
          apiCode: Redacted.make(setting("AMILI_API_CODE")),
          privateKey: Redacted.make(readFileSync(setting("AMILI_PRIVATE_KEY_FILE"), "utf8")),
        }),
      ),
    ]),
  )
