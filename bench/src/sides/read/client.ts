/** Core over the client that the apps use, with the sandbox's credentials. */
import { readFileSync } from "node:fs"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Layer, Redacted } from "effect"
import { setting } from "../../harness/Timed.ts"

/** Connections are kept open between requests, as in the apps. */
const http = Layer.provide(NodeHttpClient.layerWithoutAgent, NodeHttpClient.makeAgentLayer({ keepAlive: true }))

export const layer = (concurrency?: number) =>
  Core.layer.pipe(
    Layer.provideMerge(AmiliConfig.layer({ baseUrl: setting("AMILI_BASE_URL"), concurrency })),
    Layer.provide([
      http,
      TokenStore.layerMemory,
      Credentials.layer(
        ApiCode({
          apiCode: Redacted.make(setting("AMILI_API_CODE")),
          privateKey: Redacted.make(readFileSync(setting("AMILI_PRIVATE_KEY_FILE"), "utf8")),
        }),
      ),
    ]),
  )
