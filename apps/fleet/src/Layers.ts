/** The implementations that `amili-fleet` runs on: the only file beside `bin.ts` that names the platform. */
import * as NoPrompts from "@amili-cases/app-kit/command/NoPrompts"
import * as Agents from "@amili-cases/app-kit/http/Agents"
import * as NodeClusterSocket from "@effect/platform-node/NodeClusterSocket"
import * as NodeCommandExecutor from "@effect/platform-node/NodeCommandExecutor"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ClusterEngine from "./engine/ClusterEngine.ts"
import * as Metrics from "./telemetry/Metrics.ts"
import * as Otlp from "./telemetry/Otlp.ts"
import { version } from "./Version.ts"

export const platform = Layer.mergeAll(NodeCommandExecutor.layer, NodePath.layer, NoPrompts.layer).pipe(
  Layer.provideMerge(NodeFileSystem.layer),
)
export type Platform = Layer.Layer.Success<typeof platform>

/** Name and version, for manifests and workbooks. */
export const tool = `amili-fleet ${version}`

const client = NodeHttpClient.layerWithoutAgent.pipe(
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

/** The client of a profile. */
export const http = Metrics.counting(client)

/** Where a worker sends what it measures. */
export const telemetry = (worker: string) => Otlp.layer(worker, version, NodeHttpClient.layer)

/** The engine of a worker at this address. */
export const engine = (address: ClusterEngine.Address) =>
  ClusterEngine.layer(address).pipe(
    Layer.provide([NodeClusterSocket.layerSocketServer, NodeClusterSocket.layerClientProtocol]),
    Layer.provide(ClusterEngine.configOf(address)),
    Layer.provide(ClusterEngine.serialization),
  )
