/** The implementations that `amili-export` runs on: the only file beside `bin.ts` that names the platform. */
import { Agents } from "@amili-cases/app-kit/Agents"
import * as NoPrompts from "@amili-cases/app-kit/NoPrompts"
import * as Settings from "@amili-cases/app-kit/Settings"
import * as UndiciClient from "@amili-cases/app-kit/UndiciClient"
import * as Carrier from "@amili-cases/core/Carrier"
import * as Core from "@amili-cases/core/Core"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import { Context, Effect, Layer, Option } from "effect"
import { version } from "./Version.ts"
import { Folder } from "./run/Folder.ts"
import * as CoreReading from "./run/CoreReading.ts"
import * as Connection from "./setup/Connection.ts"

/** One after the other: layers that are merged are built in fibers of their own. */
export const platform = NoPrompts.layer.pipe(
  Layer.provideMerge(NodePath.layer),
  Layer.provideMerge(NodeFileSystem.layer),
)
export type Platform = Layer.Layer.Success<typeof platform>

/** Name and version, for manifests and workbooks. */
export const tool = `amili-export ${version}`

class HttpAgents extends Agents {
  readonly [NodeHttpClient.HttpAgentTypeId]: NodeHttpClient.HttpAgentTypeId = NodeHttpClient.HttpAgentTypeId
}

const agents = Layer.sync(NodeHttpClient.HttpAgent, () => new HttpAgents())

/** Requests that Node's own client answers for. */
const few = 20

/**
 * Node's own client to begin with, since it is there at once and a run with nothing new is mostly start; whoever reads on
 * gets our own over undici, which takes long to load and less time for a request.
 */
const http = Layer.scoped(
  HttpClient.HttpClient,
  Effect.gen(function* () {
    const scope = yield* Effect.scope
    const build = (layer: Layer.Layer<HttpClient.HttpClient>) =>
      Effect.map(Layer.buildWithScope(layer, scope), Context.get(HttpClient.HttpClient))
    const own = yield* build(Layer.provide(NodeHttpClient.layerWithoutAgent, agents))
    const undici = yield* Effect.cached(build(UndiciClient.layer))
    let sent = 0
    const next = Effect.suspend(() => {
      sent += 1
      return sent <= few ? Effect.succeed(own) : undici
    })
    return Carrier.offer(
      HttpClient.makeWith<HttpClientError, never, HttpClientError, never>(
        Effect.flatMap((request) => Effect.flatMap(next, (client) => client.execute(request))),
        Effect.succeed,
      ),
      (request, limit) => Effect.flatMap(Effect.flatMap(next, Carrier.from), (carry) => carry(request, limit)),
    )
  }),
)

/**
 * What the runs need apart from the journal; nothing is read from the environment and nothing is sent before it is used.
 * `profile` is the value of `--profile`.
 */
export const runIn = (environment: Settings.Environment, profile: Option.Option<string> = Option.none()) =>
  CoreReading.layer.pipe(
    Layer.provide(Core.layer),
    Layer.provide([http, TokenStore.layerMemory]),
    Layer.provideMerge(Connection.settings(environment, { userAgent: tool.replace(" ", "/") }, profile)),
    Layer.merge(Folder.Default),
  )
/** The API as core has it, for looking at the connection. */
export const apiAs = (profile: Option.Option<string>) =>
  Core.layer.pipe(
    Layer.provide([http, TokenStore.layerMemory]),
    Layer.provideMerge(Connection.settings(process.env, { userAgent: tool.replace(" ", "/") }, profile)),
  )

/** Signs in with settings that are not kept anywhere yet. */
export const apiFor = (environment: Settings.Environment) =>
  Core.layer.pipe(Layer.provide([http, TokenStore.layerMemory]), Layer.provide(Settings.layer(environment)))

export const runAs = (profile: Option.Option<string>) => runIn(process.env, profile)
export const run = runAs(Option.none())
