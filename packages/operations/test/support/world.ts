/** The sandbox on loopback, an empty home and folder, and what an app provides around operations. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import * as Api from "@amili-cases/operations/connected/Api"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import * as NodeCommandExecutor from "@effect/platform-node/NodeCommandExecutor"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodePath from "@effect/platform-node/NodePath"
import { Effect, Layer } from "effect"

const tool = "amili-test 1.0.0"

export const platform = Layer.mergeAll(NodeCommandExecutor.layer, NodePath.layer).pipe(
  Layer.provideMerge(NodeFileSystem.layer),
)

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-operations-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
)

export const make = (options: Sandbox.Options = {}) =>
  Effect.gen(function* () {
    const { environment } = yield* Sandbox.start({ cases: 60, seed: 7, ...options })
    const home = yield* temporary
    const variables = Environment.of({ ...environment, HOME: home, USERPROFILE: home, AMILI_KEYCHAIN: "off" })
    const out = join(home, "exports")
    const profile = { name: "butik", settings: { out, format: "csv", perCreditor: false } }
    return {
      chosen: { profile, tool },
      out,
      api: Api.signingIn({ tool, named: undefined, http: NodeHttpClient.layer }),
      runs: Layer.provideMerge(Api.forRuns({ tool, named: undefined, http: NodeHttpClient.layer }), platform),
      /** With the variables that point to the sandbox, and nothing of this machine's. */
      here: Effect.withConfigProvider(variables),
    }
  })
