/** The implementations that `amili-export` runs on: the only file beside `bin.ts` that names the platform. */
import * as Agents from "@amili-cases/app-kit/http/Agents"
import * as AppProgress from "@amili-cases/app-kit/terminal/Progress"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { makeFolder } from "@amili-cases/export-engine/journal/makeFolder"
import { StateFolder } from "@amili-cases/export-engine/journal/StateFolder"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import { Progress } from "@amili-cases/export-engine/report/Progress"
import * as NoPrompts from "@amili-cases/app-kit/command/NoPrompts"
import * as Folders from "@amili-cases/app-kit/settings/Folders"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import * as TokenFiles from "@amili-cases/app-kit/settings/TokenFiles"
import * as Core from "@amili-cases/core/Core"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as NodeCommandExecutor from "@effect/platform-node/NodeCommandExecutor"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import { version } from "./Version.ts"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import * as Connection from "@amili-cases/app-kit/settings/ExportConnection"

export const platform = Layer.mergeAll(NodeCommandExecutor.layer, NodePath.layer, NoPrompts.layer).pipe(
  Layer.provideMerge(NodeFileSystem.layer),
)
export type Platform = Layer.Layer.Success<typeof platform>

/** Name and version, for manifests and workbooks. */
export const tool = `amili-export ${version}`

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

/** The API for `--profile`. Nothing is sent before it is used; it signs in, whatever token is kept. */
export const api = (profile: Option.Option<string>) => apiWith(profile, TokenStore.layerMemory)

const apiWith = <R>(profile: Option.Option<string>, tokens: Layer.Layer<TokenStore, never, R>) =>
  Core.layer.pipe(
    Layer.provide(http),
    Layer.provide(tokens),
    Layer.provideMerge(Connection.layer({ userAgent: tool.replace(" ", "/") }, profile)),
  )

/** The API with settings that are not kept anywhere yet. */
export const apiFor = (settings: ConfigProvider.ConfigProvider) =>
  Core.layer.pipe(
    Layer.provide(http),
    Layer.provide(TokenStore.layerMemory),
    Layer.provideMerge(Settings.layerFrom(settings)),
  )

/** How far a run has come is shown as everywhere else. */
const progress = Layer.succeed(Progress, { counted: AppProgress.counted })

/** Where there is no home, or none that can be written to, nothing is kept between runs. */
const stateFolder = Folders.state().pipe(
  Effect.tap(makeFolder),
  Effect.map((path) => ({ path })),
  Effect.orElseSucceed(() => ({ path: undefined })),
)

/** What the journal needs to know of this machine, and where its notes go. */
export const surroundings = Layer.merge(
  Layer.effect(StateFolder, stateFolder),
  Layer.succeed(Notes, { note: (text: string) => Output.note(`note: ${text}`) }),
)

const services = Layer.mergeAll(ApiCaseReader.layer, Folder.Default, progress, surroundings)

/** What the runs need apart from the journal. Access tokens are kept between calls, in the files of `amili`. */
export const run = (profile: Option.Option<string>) => Layer.provideMerge(services, apiWith(profile, TokenFiles.layer))
