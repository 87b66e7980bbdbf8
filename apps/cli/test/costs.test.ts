import process from "node:process"
import { Effect, Predicate, RuntimeFlags, RuntimeFlagsPatch, Supervisor } from "effect"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { amili, environmentOf } from "./amili.ts"

/** Steps that Effect's run loop takes for it. */
const stepsOf = async (effect: Effect.Effect<unknown, unknown>): Promise<number> => {
  let steps = 0
  class Counting extends Supervisor.AbstractSupervisor<void> {
    readonly value = Effect.void
    override onEffect(): void {
      steps += 1
    }
  }
  await effect.pipe(
    Effect.supervised(new Counting()),
    Effect.withRuntimeFlagsPatch(RuntimeFlagsPatch.enable(RuntimeFlags.OpSupervision)),
    Effect.runPromise,
  )
  return steps
}

/** Figures of `docs/performance.md` that no machine changes. */
describe("a lookup of one case", () => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(environmentOf())) vi.stubEnv(name, value)
    vi.spyOn(process.stdout, "write").mockImplementation((...given: ReadonlyArray<unknown>) => {
      const done = given.at(-1)
      if (Predicate.isFunction(done)) done()
      return true
    })
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  it("takes a few thousand steps, signing in included", async () => {
    const { stdout } = await amili(["case", "open", "--fields", "id", "--limit", "1"])
    // What the environment says is read when the modules are loaded.
    const [{ show }, { platform }] = await Promise.all([
      import("../src/commands/case/show.ts"),
      import("../src/Layers.ts"),
    ])
    const looking = Effect.provide(show.run(["--", stdout.trim()]), platform)
    expect(await stepsOf(looking)).toBeLessThan(3600)
  })
})
