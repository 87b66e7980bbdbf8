/** What happens to workers, at random times. */
import * as Random from "@amili-cases/test-fixtures/Random"
import { Effect } from "effect"
import type { Running } from "./program.ts"
import type * as World from "./world.ts"

type FleetWorker = Running & { readonly name: string }
type Fleet = Effect.Effect.Success<ReturnType<typeof World.make>>

interface Asked {
  readonly rounds: number
  /** It goes on for so long, however many rounds there were. */
  readonly minutes?: number
  readonly seed: number
  /** Whether the database restarts, too. */
  readonly restarts?: boolean
  readonly told?: (what: string) => void
}

/** A supervisor starts a worker again that has ended. One is drained on the way, and another one added. */
export const happen = (
  world: Fleet,
  begun: ReadonlyArray<FleetWorker>,
  { minutes = 0, restarts = false, rounds, seed, told = () => undefined }: Asked,
) =>
  Effect.gen(function* () {
    const random = Random.make(seed)
    const workers = [...begun]
    const pick = () => Math.floor(random.next() * workers.length)
    const replace = (at: number) =>
      Effect.gen(function* () {
        workers[at] = yield* world.worker()
      })
    const end = Date.now() + minutes * 60_000
    for (let round = 0; round < rounds || Date.now() < end; round++) {
      yield* Effect.sleep(500 + random.next() * 2000)
      const at = pick()
      const worker = workers[at]
      if (worker === undefined) continue
      const kind = round === 0 ? 0 : Math.floor(random.next() * (restarts ? 6 : 5))
      told(`${["kill", "stop", "connections end", "drain", "add", "database restarts"][kind]} ${worker.name}`)
      if (kind === 0) {
        worker.signal("SIGKILL")
        yield* replace(at)
      } else if (kind === 1) {
        worker.signal("SIGSTOP")
        yield* Effect.forkScoped(
          Effect.delay(
            Effect.sync(() => worker.signal("SIGCONT")),
            3000 + random.next() * 20_000,
          ),
        )
      } else if (kind === 2) {
        yield* world.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL AND random() < 0.5",
        )
      } else if (kind === 3) {
        yield* world.fleet("drain", worker.name)
        yield* replace(at)
      } else if (kind === 4) {
        if (workers.length < 5) workers.push(yield* world.worker())
      } else {
        yield* world.server.restart
      }
      // A supervisor starts again what has ended by itself.
      for (const [index, one] of workers.entries()) {
        const ended = yield* Effect.promise(() => Promise.race([one.ended.then(() => true), Promise.resolve(false)]))
        if (ended) {
          told(`${one.name} ended: ${one.said().split("\n").slice(-3).join(" ")}`)
          yield* replace(index)
        }
      }
    }
    return workers
  })
