import { CaseReader, Wanted } from "@amili-cases/accounting/cases/CaseReader"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as Api from "@amili-cases/operations/connected/Api"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer, Redacted } from "effect"
import * as World from "./support/world.ts"

const profileAt = ({ apiCode, baseUrl, privateKeyPem }: Sandbox.Running) => {
  const credential = ApiCode({ apiCode: Redacted.make(apiCode), privateKey: Redacted.make(privateKeyPem) })
  const settings = Layer.merge(AmiliConfig.layer({ baseUrl }), Credentials.layer(credential))
  return Api.withServices(Api.connected(settings, TokenStore.layerMemory, NodeHttpClient.layer))
}

describe("two profiles in one process", () => {
  it.scopedLive("read each its own API, also where their layers are built together", () =>
    Effect.gen(function* () {
      const servers = yield* Effect.all([Sandbox.start({ cases: 20, seed: 1 }), Sandbox.start({ cases: 50, seed: 1 })])
      const memo = yield* Layer.makeMemoMap
      const counts = yield* Effect.forEach(servers, (server) =>
        Effect.gen(function* () {
          const built = yield* Layer.buildWithMemoMap(profileAt(server), memo, yield* Effect.scope)
          return yield* Context.get(built, CaseReader).count(Wanted.All(), { creditors: [], debtors: false })
        }),
      )
      expect(counts).toEqual([20, 50])
    }).pipe(Effect.provide(World.platform)),
  )
})
