/** The implementations that `amili-desk` runs on: the only file beside `bin.ts` that names the platform. */
import { createServer } from "node:http"
import * as NoPrompts from "@amili-cases/app-kit/command/NoPrompts"
import * as Agents from "@amili-cases/app-kit/http/Agents"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as Api from "@amili-cases/operations/connected/Api"
import * as HttpServer from "@effect/platform/HttpServer"
import * as NodeCommandExecutor from "@effect/platform-node/NodeCommandExecutor"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeHttpPlatform from "@effect/platform-node/NodeHttpPlatform"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as NodePath from "@effect/platform-node/NodePath"
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { CreditorNames } from "./profile/CreditorNames.ts"
import * as Limits from "./server/limits.ts"
import { version } from "./Version.ts"

export const platform = Layer.mergeAll(NodeCommandExecutor.layer, NodePath.layer, NoPrompts.layer).pipe(
  Layer.provideMerge(NodeFileSystem.layer),
)
export type Platform = Layer.Layer.Success<typeof platform>

/** Name and version, for manifests and workbooks. */
export const tool = `amili-desk ${version}`

/** Where the build has put what browsers load. Only the bundle, which is CommonJS, asks for it. */
export const assets = () => `${__dirname}/assets`

/** Listens on loopback and nowhere else. Port 0 takes a free one. */
export const server = (port: number) =>
  Layer.merge(
    NodeHttpPlatform.layer,
    Layer.scoped(
      HttpServer.HttpServer,
      Effect.gen(function* () {
        const server = createServer(Limits.connections)
        server.maxConnections = Limits.mostConnections
        server.timeout = Limits.silence
        const listening = yield* NodeHttpServer.make(() => server, { host: "127.0.0.1", port })
        // Browsers keep connections open, and an end would wait for them.
        yield* Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections()))
        return listening
      }),
    ),
  )

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

/** The API with settings that are not kept anywhere yet. */
export const trying = (settings: ConfigProvider.ConfigProvider) =>
  Api.connected(Settings.layerFrom(settings), TokenStore.layerMemory, http)

/** Path of `amili-export`, which schedules start. */
export const exportProgram = (): string => require.resolve("@amili-cases/export/bin/amili-export.cjs")

/**
 * What the pages and runs of a profile need, apart from its journal. `forRuns` is fresh, so that profiles share nothing: as
 * the `that` of `provideMerge` it would be built twice, and sign in twice.
 */
export const ofProfile = (profile: string) =>
  Layer.flatMap(Api.forRuns({ tool, named: profile, http }), (services) => {
    const built = Layer.succeedContext(services)
    return Layer.merge(built, Layer.provide(Layer.fresh(CreditorNames.Default), built))
  })
