/** The implementations that `amili-export` runs on: the only file beside `bin.ts` that names the platform. */
import * as NoPrompts from "@amili-cases/app-kit/command/NoPrompts"
import * as Agents from "@amili-cases/app-kit/http/Agents"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as AppProgress from "@amili-cases/app-kit/terminal/Progress"
import { TokenStore } from "@amili-cases/core/TokenStore"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import { Progress } from "@amili-cases/export-engine/report/Progress"
import * as Api from "@amili-cases/operations/connected/Api"
import * as NodeCommandExecutor from "@effect/platform-node/NodeCommandExecutor"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { tool } from "./Version.ts"
import { noted } from "./words/common.ts"

/** How far a run has come, and its notes, are shown as everywhere else. */
const told = Layer.merge(
  Layer.succeed(Progress, {
    counted: (what, total) => (rows) =>
      Stream.unwrap(Effect.map(UiLanguage, (language) => AppProgress.counted(what[language], total)(rows))),
  }),
  Layer.succeed(Notes, {
    note: (text) => Effect.flatMap(UiLanguage, (language) => Output.note(noted(text, language))),
  }),
)

export const platform = Layer.mergeAll(NodeCommandExecutor.layer, NodePath.layer, NoPrompts.layer, told).pipe(
  Layer.provideMerge(NodeFileSystem.layer),
)
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

const asked = (profile: Option.Option<string>) => ({ tool, named: Option.getOrUndefined(profile), http })

/** The API for `--profile`; it signs in, whatever token is kept. */
export const api = (profile: Option.Option<string>) => Api.signingIn(asked(profile))

/** The API with settings that are not kept anywhere yet. */
export const apiFor = (settings: ConfigProvider.ConfigProvider) =>
  Api.connected(Settings.layerFrom(settings), TokenStore.layerMemory, http)

/** What the runs need apart from the journal. */
export const run = (profile: Option.Option<string>) => Api.forRuns(asked(profile))
