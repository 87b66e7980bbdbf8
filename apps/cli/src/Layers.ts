/** The implementations of ports that `amili` runs on: the only file beside `bin.ts` that names the platform. */
import * as Agents from "@amili-cases/app-kit/http/Agents"
import * as NoPrompts from "@amili-cases/app-kit/command/NoPrompts"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import * as TokenFiles from "@amili-cases/app-kit/settings/TokenFiles"
import * as Core from "@amili-cases/core/Core"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as HttpClient from "@effect/platform/HttpClient"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import { version } from "./Version.ts"

export const platform = Layer.mergeAll(NodeFileSystem.layer, NodePath.layer, NoPrompts.layer)
export type Platform = Layer.Layer.Success<typeof platform>

const http = NodeHttpClient.layerWithoutAgent.pipe(
  Layer.provide(
    Layer.scoped(
      NodeHttpClient.HttpAgent,
      Effect.map(Agents.make, (agents) => ({
        [NodeHttpClient.HttpAgentTypeId]: NodeHttpClient.HttpAgentTypeId,
        ...agents,
      })),
    ),
  ),
)

/** The API, as the variables and the profile say. Nothing is sent before a command uses it. */
export const api = (tuning: Settings.Tuning, profile: Option.Option<string>, verbose: boolean) =>
  Core.layer.pipe(
    Layer.provide(verbose ? Layer.provide(logged, http) : http),
    Layer.provide(TokenFiles.layer),
    Layer.provideMerge(Settings.layer({ ...tuning, userAgent: `amili/${version}` }, profile)),
  )

/** The API with settings that are not kept anywhere yet. */
export const apiFor = (settings: ConfigProvider.ConfigProvider) =>
  Core.layer.pipe(
    Layer.provide(http),
    Layer.provide(TokenStore.layerMemory),
    Layer.provideMerge(Settings.layerFrom(settings)),
  )

/** Logs each request with its status and the time that it took. Secrets travel in headers and are not logged. */
const logged = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(
    HttpClient.HttpClient,
    HttpClient.transform((send, request) =>
      Effect.flatMap(Effect.timed(Effect.either(send)), ([time, answer]) => {
        const outcome = answer._tag === "Right" ? String(answer.right.status) : answer.left.reason
        const line = `${request.method} ${readable(request.url)}: ${outcome} in ${Math.round(Duration.toMillis(time))} ms`
        return Effect.zipRight(Effect.logDebug(line), answer)
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
