/** The implementations of ports that `amili` runs on: the only file beside `bin.ts` that names the platform. */
import process from "node:process"
import { Agents } from "@amili-cases/app-kit/process/Agents"
import * as NoPrompts from "@amili-cases/app-kit/command/NoPrompts"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import * as TokenFiles from "@amili-cases/app-kit/settings/TokenFiles"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Client from "@amili-cases/core/Client"
import type { Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as HttpClient from "@effect/platform/HttpClient"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import { Context, Duration, Effect, Layer } from "effect"
import type { Option } from "effect"
import { version } from "./Version.ts"

/** One after the other: layers that are merged are built in fibers of their own. */
export const platform = Layer.scopedContext(
  Effect.gen(function* () {
    const files = yield* Layer.build(NodeFileSystem.layer)
    const path = yield* Layer.build(NodePath.layer)
    return Context.mergeAll(files, path, NoPrompts.terminal)
  }),
)
export type Platform = Layer.Layer.Success<typeof platform>

/**
 * The API, as the environment and the profile say. Nothing is read and nothing is sent before a command uses it. What reads
 * with it is made where it is used (`Cases.instance`).
 */
export const api = (tuning: Settings.Tuning, profile: Option.Option<string>, verbose: boolean) =>
  Layer.scopedContext(
    Effect.gen(function* () {
      const settings = yield* Settings.resolve(process.env, { ...tuning, userAgent: `amili/${version}` }, profile)
      const tokens = yield* TokenFiles.make(process.env)
      return yield* connected(
        Context.add(settings, TokenStore, tokens),
        verbose ? talkative(yield* client) : yield* client,
      )
    }),
  )

/** The API with settings that are not kept anywhere yet. */
export const apiFor = (environment: Settings.Environment) =>
  Layer.scopedContext(
    Effect.gen(function* () {
      const settings = yield* Settings.resolve(environment)
      return yield* connected(Context.add(settings, TokenStore, TokenStore.inMemory()), yield* client)
    }),
  )

const connected = <R extends AmiliConfig | Credentials | TokenStore>(
  ports: Context.Context<R | AmiliConfig | Credentials | TokenStore>,
  http: HttpClient.HttpClient,
) =>
  Effect.map(Effect.provide(Client.make, Context.add(ports, HttpClient.HttpClient, http)), (services) =>
    Context.merge(ports, services),
  )

class HttpAgents extends Agents {
  readonly [NodeHttpClient.HttpAgentTypeId]: NodeHttpClient.HttpAgentTypeId = NodeHttpClient.HttpAgentTypeId
}

/** Node's own client: it starts 30 ms sooner than fetch, and a command is mostly start. */
const client = Effect.suspend(() =>
  Effect.provideService(NodeHttpClient.make, NodeHttpClient.HttpAgent, new HttpAgents()),
)

/** Tells each request with its answer and the time between. Secrets travel in headers and are not told. */
const talkative = (client: HttpClient.HttpClient) =>
  HttpClient.transform(client, (send, request) =>
    Effect.flatMap(Effect.timed(Effect.either(send)), ([time, answer]) => {
      const outcome = answer._tag === "Right" ? String(answer.right.status) : answer.left.reason
      return Effect.zipRight(
        Effect.logDebug(
          `${request.method} ${readable(request.url)}: ${outcome} in ${Math.round(Duration.toMillis(time))} ms`,
        ),
        answer,
      )
    }),
  )

/** The URL with its query as it was before it was encoded. */
const readable = (url: string) => {
  const [path, query] = url.split("?")
  const params = Array.from(new URLSearchParams(query), ([name, value]) => `${name}=${value}`).join("&")
  return params === "" ? path : `${path}?${params}`
}
