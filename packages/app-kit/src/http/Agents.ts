/** The connections to the API: kept open between requests, through the proxy of the company where there is one. */
import * as http from "node:http"
import * as https from "node:https"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Scope from "effect/Scope"
import * as Proxy from "./Proxy.ts"
import * as Trust from "./Trust.ts"

export interface Agents {
  readonly http: http.Agent
  readonly https: https.Agent
}

type Problem = Proxy.ProxyProblem | Trust.TrustProblem

/** For requests to the base URL. Plain http goes to this machine itself, never through a proxy. */
export const make: Effect.Effect<Agents, Problem, AmiliConfig | FileSystem.FileSystem | Scope.Scope> = Effect.gen(
  function* () {
    const url = new URL((yield* AmiliConfig).baseUrl)
    const secure = url.protocol === "https:" ? yield* secureAgent(url) : new https.Agent()
    const agents = { http: new http.Agent({ keepAlive: true }), https: secure }
    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        agents.http.destroy()
        agents.https.destroy()
      }),
    )
    return agents
  },
)

const secureAgent = Effect.fn("Agents.secureAgent")(function* (url: URL) {
  const proxy = yield* Proxy.of(url)
  const secureContext = yield* Trust.make
  const options = { keepAlive: true, ...(secureContext === undefined ? {} : { secureContext }) }
  if (Option.isNone(proxy)) return new https.Agent(options)
  const { TunnelAgent } = yield* Effect.promise(() => import("./TunnelAgent.ts"))
  return new TunnelAgent(proxy.value, options)
})
