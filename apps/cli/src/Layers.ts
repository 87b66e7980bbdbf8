/** The implementations of ports that `amili` runs on: the only file beside `bin.ts` that names the platform. */
import process from "node:process"
import * as Settings from "@amili-cases/app-kit/Settings"
import * as Core from "@amili-cases/core/Core"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import { Layer } from "effect"

export const platform = Layer.mergeAll(NodeFileSystem.layer, NodePath.layer, NodeTerminal.layer)
export type Platform = Layer.Layer.Success<typeof platform>

/** The API, as the environment says. Nothing is read and nothing is sent before a command uses it. */
export const api = (tuning: Settings.Tuning = {}) =>
  Core.layer.pipe(
    Layer.provide([NodeHttpClient.layer, TokenStore.layerMemory]),
    Layer.provide(Settings.layer(process.env, { ...tuning, userAgent: `amili/${process.env.AMILI_VERSION}` })),
  )
