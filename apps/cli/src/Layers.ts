/** The implementations of ports that `amili` runs on: the only file beside `bin.ts` that names the platform. */
import process from "node:process"
import { Agents } from "@amili-cases/app-kit/Agents"
import * as NoPrompts from "@amili-cases/app-kit/NoPrompts"
import * as Settings from "@amili-cases/app-kit/Settings"
import * as TokenFiles from "@amili-cases/app-kit/TokenFiles"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as Core from "@amili-cases/core/Core"
import * as HttpClient from "@effect/platform/HttpClient"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import { Duration, Effect, Layer, Logger, LogLevel } from "effect"
import type { Option } from "effect"
import { version } from "./Version.ts"

/** One after the other: layers that are merged are built in fibers of their own. */
export const platform = NoPrompts.layer.pipe(
  Layer.provideMerge(NodePath.layer),
  Layer.provideMerge(NodeFileSystem.layer),
)
export type Platform = Layer.Layer.Success<typeof platform>

/** The API, as the environment and the profile say. Nothing is read and nothing is sent before a command uses it. */
export const api = (tuning: Settings.Tuning, profile: Option.Option<string>, verbose: boolean) =>
  Core.layer.pipe(
    Layer.provideMerge(TokenFiles.layer(process.env)),
    Layer.provideMerge(Settings.layer(process.env, { ...tuning, userAgent: `amili/${version}` }, profile)),
    Layer.provide(verbose ? Layer.provide(talkative, client) : client),
    Layer.merge(verbose ? Logger.minimumLogLevel(LogLevel.Debug) : Layer.empty),
  )

/** The API with settings that are not kept anywhere yet. */
export const apiFor = (environment: Settings.Environment) =>
  Core.layer.pipe(
    Layer.provide(TokenStore.layerMemory),
    Layer.provide(Settings.layer(environment)),
    Layer.provide(client),
  )

class HttpAgents extends Agents {
  readonly [NodeHttpClient.HttpAgentTypeId]: NodeHttpClient.HttpAgentTypeId = NodeHttpClient.HttpAgentTypeId
}

/** Node's own client: it starts 30 ms sooner than fetch, and a command is mostly start. */
const client = Layer.provide(
  NodeHttpClient.layerWithoutAgent,
  Layer.sync(NodeHttpClient.HttpAgent, () => new HttpAgents()),
)

/** Tells each request with its answer and the time between. Secrets travel in headers and are not told. */
const talkative = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(
    HttpClient.HttpClient,
    HttpClient.transform((send, request) =>
      Effect.flatMap(Effect.timed(Effect.either(send)), ([time, answer]) => {
        const outcome = answer._tag === "Right" ? String(answer.right.status) : answer.left.reason
        return Effect.zipRight(
          Effect.logDebug(
            `${request.method} ${readable(request.url)}: ${outcome} in ${Math.round(Duration.toMillis(time))} ms`,
          ),
          answer,
        )
      }),
    ),
  ),
)

/** The URL with its query as it was before it was encoded. */
const readable = (url: string) => {
  const [path, query] = url.split("?")
  const params = Array.from(new URLSearchParams(query), ([name, value]) => `${name}=${value}`).join("&")
  return params === "" ? path : `${path}?${params}`
}
