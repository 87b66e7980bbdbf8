/** A worker: takes part in the fleet until it is drained, stopped, or makes no progress. */
import * as Journal from "@amili-cases/accounting/Journal"
import { Lease } from "@amili-cases/export-engine/journal/Lease"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import type { CommandExecutor } from "@effect/platform/CommandExecutor"
import type { FileSystem } from "@effect/platform/FileSystem"
import type { HttpClient } from "@effect/platform/HttpClient"
import type { Path } from "@effect/platform/Path"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import { because } from "../store/because.ts"
import { Engine } from "../engine/Engine.ts"
import * as Database from "../store/Database.ts"
import type { Profiles } from "../store/Profiles.ts"
import type { FleetStatus } from "../store/Status.ts"
import type { Units } from "../store/Units.ts"
import { Workers } from "../store/Workers.ts"
import type { Attempt } from "../units/Unit.ts"
import type * as Scope from "effect/Scope"
import * as Store from "../store/Store.ts"
import { dispatch } from "./dispatch.ts"
import * as Export from "./Export.ts"
import * as Lanes from "./Lanes.ts"
import * as ProfileApi from "./profileApi.ts"
import { reachable } from "./reach.ts"
import { watch } from "./watchdog.ts"
import * as Work from "./Work.ts"

/** How long a worker may be silent before others take its exports over. */
const lease = Layer.succeed(Lease, { duration: Duration.seconds(9), endsOnSameMachine: true })

const notes = Layer.succeed(Notes, { note: ({ en }) => Effect.logDebug(en) })

/** Seconds that a clock may be off: certificates and tokens bear times. */
const mostAhead = 120

export interface Asked<E> {
  readonly name: string
  readonly host: string
  readonly pid: number
  /** Host and port. */
  readonly address: string
  readonly lanes: number
  readonly version: string
  readonly tool: string
  readonly http: Layer.Layer<HttpClient, E, AmiliConfig | FileSystem>
}

export const run = <E, E2>({ http, tool, ...worker }: Asked<E>, engineLayer: Layer.Layer<Engine, E2, SqlClient>) =>
  Effect.gen(function* () {
    const workers = yield* Workers
    yield* refuseClock
    const location = yield* Database.location
    const journal = yield* Layer.build(Layer.provide(Journal.layer(location), Layer.merge(lease, notes)))
    const lanes = yield* Lanes.make(worker.lanes)
    yield* workers.enter(worker)
    yield* Effect.addFinalizer(() => Effect.ignore(workers.leave(worker.name)))
    const engine = yield* Effect.mapError(Layer.build(engineLayer), () =>
      because(
        `the worker cannot listen at ${worker.address}`,
        "another program has that port, or the address is of another machine: see --address and --listen",
      ),
    )
    const services = yield* Effect.map(
      Effect.context<CommandExecutor | FileSystem | Path | Profiles | Units | Workers | FleetStatus>(),
      Context.merge(engine),
    )
    yield* Effect.gen(function* () {
      const { alone, serve } = yield* Engine
      yield* serve((name) =>
        Effect.gen(function* () {
          const withApi = yield* ProfileApi.make(name, (profile) => Export.api(profile, tool, http))
          const place = { tool, location, journal }
          const work = yield* Work.make(worker.name, lanes, (attempt) =>
            Effect.map(
              withApi((profile) => Export.run(attempt, profile, place)),
              Export.lineOf,
            ),
          )
          return (attempt: Attempt) => Effect.provide(work(attempt), services)
        }).pipe(Effect.mapInputContext((scope: Context.Context<Scope.Scope>) => Context.merge(services, scope))),
      )
      yield* alone("dispatch", Effect.provide(dispatch, services))
      if (!(yield* reachable(worker.address))) {
        return yield* because(
          `nothing answers at ${worker.address}, where other workers are to reach this one`,
          "give an address of this machine with --address HOST:PORT, and open the port in the firewall",
        )
      }
      yield* Effect.logInfo(`worker ${worker.name} has begun with ${worker.lanes} lanes`)
      yield* Effect.raceFirst(watch, untilDrained(worker.name, lanes))
    }).pipe(Effect.provide(services))
  }).pipe(Effect.scoped, Effect.provide(Store.layer))

/** Says each second that it is there. */
const untilDrained = (name: string, lanes: Lanes.Lanes) =>
  Effect.gen(function* () {
    const workers = yield* Workers
    const asked = Effect.orElseSucceed(workers.beat(name), () => false)
    yield* Effect.repeat(asked, { until: (draining) => draining, schedule: Schedule.spaced("1 second") })
    yield* Effect.logInfo(`worker ${name} drains: it finishes ${yield* lanes.running} exports`)
    yield* Effect.raceFirst(lanes.drain, Effect.repeat(asked, Schedule.spaced("1 second")))
  })

/** Refuses a machine whose clock is far from the database's. */
export const refuseClock = Effect.gen(function* () {
  const ahead = yield* Effect.flatMap(Workers, (workers) => workers.ahead)
  if (Math.abs(ahead) <= mostAhead) return
  return yield* because(
    `this machine's clock is ${Math.round(Math.abs(ahead))} seconds ${ahead > 0 ? "ahead of" : "behind"} the database's`,
    "set both clocks by a time server, such as systemd-timesyncd or chrony",
  )
})
