/**
 * The figures of docs/fleet/README.md: `FIGURES=500 npx vitest run test/figures.test.ts` measures with so many creditors, on a
 * machine that does nothing else. They depend on the machine, so that the suite leaves them out.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import * as World from "./support/world.ts"

const creditors = Number(process.env["FIGURES"] ?? 0)
const amiliExport = join(import.meta.dirname, "../../export/bin/amili-export.cjs")

const seconds = <E>(effect: Effect.Effect<unknown, E>) =>
  Effect.suspend(() => {
    const began = performance.now()
    return Effect.map(effect, () => (performance.now() - began) / 1000)
  })

/** Megabytes of a process, at most so far. */
const peakOf = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024

const say = (what: string, value: number, unit: string) => console.log(`${what}: ${value.toPrecision(3)} ${unit}`)

describe.runIf(creditors > 0)("figures", () => {
  const sizes = Array.from({ length: creditors }, (_, index) => (index * 37) % 200)
  const latency = { faults: ["delay=1"], faultDelay: 30 }

  it.scopedLive(
    "units a second with 1, 2 and 4 workers, against one process for all",
    () =>
      Effect.gen(function* () {
        const world = yield* World.make({ sizes, seed: 1, still: true, sandbox: latency })
        const environment = { PATH: process.env["PATH"], ...world.variables, ...world.environment }
        const exported = (...args: ReadonlyArray<string>) => {
          const out = spawnSync(process.execPath, [amiliExport, "closed", "--format", "csv", ...args], {
            env: environment,
          })
          expect([0, 3]).toContain(out.status)
        }
        const folder = (name: string) => {
          mkdirSync(join(world.root, name))
          return join(world.root, name)
        }
        const together = folder("together")
        const one = yield* seconds(
          Effect.sync(() => exported("--per-creditor", "--out", together, "--profile", "together")),
        )
        say(`one process with --per-creditor, ${creditors} creditors`, creditors / one, "creditors a second")
        const few = Math.min(creditors, 20)
        const loop = yield* seconds(
          Effect.sync(() => {
            const alone = folder("alone")
            for (let at = 0; at < few; at++)
              exported("--creditor", world.creditorOf(at), "--out", alone, "--profile", `alone${at}`)
          }),
        )
        say("one process after the other", few / loop, "units a second")

        yield* world.fleet("init", "--profiles", world.profiles)
        const pass = Effect.zipRight(
          world.fleet("submit", "--again"),
          Effect.repeat(world.done(creditors), { until: (done) => done, schedule: Schedule.spaced("100 millis") }),
        )
        for (const count of [1, 2, 4]) {
          yield* Effect.gen(function* () {
            const workers = yield* Effect.forEach(Array.from({ length: count }), () => world.worker(), {
              concurrency: 4,
            })
            // Warm: programs, connections and tokens are there. Each profile has one run, and the next begins from nothing.
            yield* pass
            yield* world.forget
            const rate = creditors / (yield* seconds(pass))
            say(`${count} workers`, rate, "units a second")
            say(`${count} workers, against --per-creditor`, (rate * one) / creditors, "times")
            say(`${count} workers, memory of each`, Math.max(...workers.map(({ pid }) => peakOf(pid))), "MB")
            const idle = yield* seconds(pass)
            say(`${count} workers, nothing new`, (idle * 1000) / creditors, "ms a unit")
            for (const { ended, name } of workers) {
              yield* world.fleet("drain", name)
              yield* Effect.promise(() => ended)
            }
            yield* world.forget
          })
        }
      }),
    3_600_000,
  )

  it.scopedLive(
    "takes over after SIGKILL",
    () =>
      Effect.gen(function* () {
        const world = yield* World.make({ sizes: [4000, 0], seed: 1, still: true, sandbox: latency })
        yield* world.fleet("init", "--profiles", world.profiles)
        const workers = yield* Effect.all([world.worker(), world.worker()])
        const running = (what: string) =>
          Effect.repeat(
            Effect.delay(
              world.query(
                `SELECT worker FROM fleet_unit WHERE state = 'running' AND profile = '${world.nameOf(0)}' ${what}`,
              ),
              "50 millis",
            ),
            { until: (rows) => rows.length > 0 },
          )
        yield* world.fleet("submit")
        const [first] = yield* running("")
        workers.find(({ name }) => name === first?.["worker"])?.signal("SIGKILL")
        const took = yield* seconds(running(`AND worker <> '${String(first?.["worker"])}'`))
        say("taken over after", took, "seconds")
        expect(took).toBeLessThan(15)
        yield* Effect.repeat(Effect.delay(world.done(2), "100 millis"), { until: (done) => done })
        expect(world.problems()).toEqual([])
      }),
    300_000,
  )

  it.scopedLive.each([1000, 50_000])(
    "submit and status with %s profiles",
    (count) =>
      Effect.gen(function* () {
        const world = yield* World.make({ sizes: [0], seed: 1, still: true })
        yield* world.fleet("init", "--profiles", world.profiles)
        yield* world.query(`INSERT INTO fleet_profile (name, base_url, api_code, private_key, folder, schedule)
          SELECT 'x' || n, base_url, api_code, private_key, folder, schedule FROM fleet_profile, generate_series(2, ${count}) AS n`)
        say(`submit, ${count} profiles`, yield* seconds(world.fleet("submit")), "seconds")
        say(`status, ${count} profiles`, yield* seconds(world.fleet("status")), "seconds")
        say(`status --json, ${count} profiles`, yield* seconds(world.fleet("status", "--json")), "seconds")
      }),
    300_000,
  )
})
