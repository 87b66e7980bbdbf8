/** The implementations that `amili-export` runs on: the only file beside `bin.ts` that names the platform. */
import { Agents } from "@amili-cases/app-kit/process/Agents"
import * as AppProgress from "@amili-cases/app-kit/terminal/Progress"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { StateFolder } from "@amili-cases/export-engine/journal/StateFolder"
import { Notes } from "@amili-cases/export-engine/run/Notes"
import { Progress } from "@amili-cases/export-engine/run/Progress"
import * as NoPrompts from "@amili-cases/app-kit/command/NoPrompts"
import * as Folders from "@amili-cases/app-kit/settings/Folders"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import * as TokenFiles from "@amili-cases/app-kit/settings/TokenFiles"
import * as UndiciClient from "@amili-cases/app-kit/process/UndiciClient"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Client from "@amili-cases/core/Client"
import type { Credentials } from "@amili-cases/core/Credentials"
import * as Carrier from "@amili-cases/core/Carrier"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import { Context, Effect, Layer, Option } from "effect"
import { version } from "./Version.ts"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import * as Connection from "./setup/Connection.ts"

/** One after the other: layers that are merged are built in fibers of their own. */
export const platform = Layer.scopedContext(
  Effect.gen(function* () {
    const files = yield* Layer.build(NodeFileSystem.layer)
    const path = yield* Layer.build(NodePath.layer)
    return Context.mergeAll(files, path, NoPrompts.terminal)
  }),
)
export type Platform = Layer.Layer.Success<typeof platform>

/** Name and version, for manifests and workbooks. */
export const tool = `amili-export ${version}`

class HttpAgents extends Agents {
  readonly [NodeHttpClient.HttpAgentTypeId]: NodeHttpClient.HttpAgentTypeId = NodeHttpClient.HttpAgentTypeId
}

/** Requests that Node's own client answers for. */
const few = 20

/**
 * Node's own client to begin with, since it is there at once and a run with nothing new is mostly start; whoever reads on
 * gets our own over undici, which takes long to load and less time for a request.
 */
const http = Effect.gen(function* () {
  const scope = yield* Effect.scope
  const own = yield* Effect.provideService(NodeHttpClient.make, NodeHttpClient.HttpAgent, new HttpAgents())
  const undici = yield* Effect.cached(
    Effect.map(Layer.buildWithScope(UndiciClient.layer, scope), Context.get(HttpClient.HttpClient)),
  )
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
})

/** The client of the API, with the settings that it has. */
const connected = (settings: Context.Context<AmiliConfig | Credentials>, tokens = TokenStore.inMemory()) =>
  Effect.gen(function* () {
    const ports = Context.make(HttpClient.HttpClient, yield* http).pipe(
      Context.add(TokenStore, tokens),
      Context.merge(settings),
    )
    return Context.merge(settings, yield* Effect.provide(Client.make, ports))
  })

const settingsOf = (environment: Settings.Environment, profile: Option.Option<string>) =>
  Connection.settings(environment, { userAgent: tool.replace(" ", "/") }, profile)

/**
 * What the runs need apart from the journal; nothing is read from the environment and nothing is sent before it is used.
 * `profile` is the value of `--profile`; access tokens are kept as long as the layer.
 */
export const runIn = (
  environment: Settings.Environment,
  profile: Option.Option<string> = Option.none(),
  tokens?: Context.Tag.Service<TokenStore>,
) =>
  Layer.mergeAll(ApiCaseReader.layer, Folder.Default, progress, surroundings(environment)).pipe(
    Layer.provideMerge(
      Layer.scopedContext(Effect.flatMap(settingsOf(environment, profile), (settings) => connected(settings, tokens))),
    ),
  )

/** What the journal needs to know of this machine, and where its notes go: without a home nothing is kept between runs. */
export const surroundings = (environment: Settings.Environment) =>
  Layer.merge(
    Layer.succeed(StateFolder, { path: stateFolder(environment) }),
    Layer.succeed(Notes, { note: (text: string) => Output.note(`note: ${text}`) }),
  )

const stateFolder = (environment: Settings.Environment) =>
  environment.HOME || environment.USERPROFILE || environment.XDG_STATE_HOME ? Folders.state(environment) : undefined

/** The API as core has it, for looking at the connection: it signs in, whatever token is kept. */
export const apiAs = (profile: Option.Option<string>) =>
  Layer.scopedContext(Effect.flatMap(settingsOf(process.env, profile), (settings) => connected(settings)))

/** How far a run has come is shown as everywhere else. */
const progress = Layer.succeed(Progress, { counted: AppProgress.counted })

/** Signs in with settings that are not kept anywhere yet. */
export const apiFor = (environment: Settings.Environment) =>
  Layer.scopedContext(Effect.flatMap(Settings.resolve(environment), (settings) => connected(settings)))

/** Of this process; access tokens are kept between calls, in the files of `amili`. */
export const runAs = (profile: Option.Option<string>) =>
  Layer.unwrapEffect(Effect.map(TokenFiles.make(process.env), (tokens) => runIn(process.env, profile, tokens)))
export const run = runAs(Option.none())
