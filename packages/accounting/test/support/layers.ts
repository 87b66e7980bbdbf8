/** What an app brings to the runs: the platform, and the API with the settings of the sandbox. */
import { readFileSync } from "node:fs"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import { Layer, Redacted } from "effect"
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import { Folder } from "@amili-cases/export-engine/run/Folder"

/** Connections are kept open between requests, as in the apps. */
const http = Layer.provide(NodeHttpClient.layerWithoutAgent, NodeHttpClient.makeAgentLayer({ keepAlive: true }))

export const platform = Layer.merge(NodeFileSystem.layer, NodePath.layer)

/** What the runs need apart from the journal. */
export const runIn = (environment: Readonly<Record<string, string | undefined>>) => {
  const credential = () =>
    ApiCode({
      apiCode: Redacted.make(environment["AMILI_API_CODE"] ?? ""),
      privateKey: Redacted.make(readFileSync(environment["AMILI_PRIVATE_KEY_FILE"] ?? "", "utf8")),
    })
  const settings = Layer.mergeAll(
    AmiliConfig.layer({ baseUrl: environment["AMILI_BASE_URL"] ?? "" }),
    Layer.suspend(() => Credentials.layer(credential())),
    TokenStore.layerMemory,
    http,
  )
  return Layer.merge(ApiCaseReader.layer, Folder.Default).pipe(
    Layer.provideMerge(Core.layer),
    Layer.provideMerge(settings),
  )
}
