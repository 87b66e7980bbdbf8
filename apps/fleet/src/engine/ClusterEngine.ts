/**
 * The engine: entities of `@effect/cluster`, one for each profile, with their messages and shards in PostgreSQL. The only
 * file that names it.
 */
import * as ClusterSchema from "@effect/cluster/ClusterSchema"
import * as Entity from "@effect/cluster/Entity"
import * as RunnerAddress from "@effect/cluster/RunnerAddress"
import * as RunnerHealth from "@effect/cluster/RunnerHealth"
import * as Runners from "@effect/cluster/Runners"
import { Sharding } from "@effect/cluster/Sharding"
import * as ShardingConfig from "@effect/cluster/ShardingConfig"
import * as SocketRunner from "@effect/cluster/SocketRunner"
import * as SqlMessageStorage from "@effect/cluster/SqlMessageStorage"
import * as SqlRunnerStorage from "@effect/cluster/SqlRunnerStorage"
import * as Rpc from "@effect/rpc/Rpc"
import * as RpcSerialization from "@effect/rpc/RpcSerialization"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { Attempt } from "../units/Unit.ts"
import { Engine, EngineFailed } from "./Engine.ts"

/** Where other workers reach this one, and where it listens. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly listen: string
}

const Run = Rpc.make("run", {
  payload: Attempt.fields,
  primaryKey: ({ attempt, dataset, period }) => `${dataset}/${period}/${attempt}`,
}).annotate(ClusterSchema.Persisted, true)

const Profile = Entity.make("Profile", [Run])

/**
 * Shards are locked by rows that end, not by connections: a process that is stopped keeps its connections, and nobody
 * could take over from it.
 */
const config = ({ host, listen, port }: Address) =>
  ShardingConfig.layer({
    runnerAddress: Option.some(RunnerAddress.make(host, port)),
    runnerListenAddress: Option.some(RunnerAddress.make(listen, port)),
    shardLockDisableAdvisory: true,
    shardLockExpiration: "9 seconds",
    // Also the time that one statement may take, after which all that runs is given up.
    shardLockRefreshInterval: "3 seconds",
    runnerHealthCheckInterval: "3 seconds",
    refreshAssignmentsInterval: "2 seconds",
    entityMessagePollInterval: "2 seconds",
    entityTerminationTimeout: "8 seconds",
    entityMaxIdleTime: "2 minutes",
  })

const storage = Layer.merge(SqlMessageStorage.layer, SqlRunnerStorage.layer)

/** Makes the engine's tables: two workers that begin on an empty database would get into each other's way. */
export const makeTables = Layer.build(storage).pipe(
  Effect.provide(config({ host: "localhost", listen: "localhost", port: 0 })),
  Effect.scoped,
  Effect.asVoid,
)

/** As a worker at this address; the sockets are the platform's. */
export const layer = (address: Address) =>
  Layer.effect(
    Engine,
    Effect.gen(function* () {
      const sharding = yield* Sharding
      const sql = yield* SqlClient
      const within = Effect.provideService(Sharding, sharding)
      const clientOf = yield* Profile.client
      return {
        serve: (open) =>
          Profile.toLayer(
            Effect.gen(function* () {
              const { entityId } = yield* Entity.CurrentAddress
              const work = yield* open(entityId)
              return Profile.of({ run: ({ payload }) => work(payload) })
            }),
          ).pipe(Layer.build, Effect.asVoid, within),
        send: (attempt) => Effect.mapError(clientOf(attempt.profile).run(attempt, { discard: true }), notKept),
        alone: (name, effect) => sharding.registerSingleton(name, effect),
        prune: prune(sql),
      }
    }),
  ).pipe(
    Layer.provide(SocketRunner.layer),
    Layer.provide(Layer.provide(RunnerHealth.layerPing, Runners.layerRpc)),
    Layer.provide(storage),
    Layer.provide(config(address)),
  )

/** What runs on the same serialization at both ends. */
export const serialization = RpcSerialization.layerMsgPack

/** Where the sockets of the platform listen. */
export const configOf = config

const prune = (sql: SqlClient) =>
  Effect.gen(function* () {
    // The first 48 bits of an id are milliseconds since 2025.
    const old = sql`SELECT id FROM cluster_messages WHERE processed AND id < ${before(Date.now() - 86_400_000)} LIMIT 10000`
    yield* sql`DELETE FROM cluster_replies WHERE request_id IN (${old})`
    yield* sql`DELETE FROM cluster_messages WHERE id IN (${old})`
  }).pipe(Effect.mapError(notKept))

const before = (time: number) => String(BigInt(time - Date.UTC(2025, 0, 1)) << 22n)

const notKept = (cause: unknown) =>
  new EngineFailed({
    message: "the engine's database cannot be written",
    hint: "it is tried again: see amili-fleet doctor",
    cause,
  })
