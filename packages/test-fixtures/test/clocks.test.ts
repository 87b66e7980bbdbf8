import { Cases } from "@amili-cases/core/Cases"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { expect, it, layer } from "@effect/vitest"
import { Effect, TestClock } from "effect"

layer(Sandbox.layer({ cases: 50 }))("time that the test moves", (it) => {
  it.effect("asks for a new token when the old one is over", () =>
    Effect.gen(function* () {
      const cases = yield* Cases
      const { engine } = yield* Sandbox.Sandbox
      yield* cases.count()
      yield* TestClock.adjust("2 hours") // between two calls, while nothing waits
      yield* cases.count()
      expect(engine.served.filter(({ target }) => target === "/authenticates/api-code")).toHaveLength(2)
    }),
  )
})

const real = layer(Sandbox.layer({ cases: 50, faultDelay: 50 }), { excludeTestServices: true })

real("the time of the machine", (it) => {
  it.effect("waits for a late answer, and tries again after a reset", () =>
    Effect.gen(function* () {
      const { engine } = yield* Sandbox.Sandbox
      engine.faults.add({ kind: "delay", probability: 1, times: 1 })
      engine.faults.add({ kind: "reset", probability: 1, times: 1 })
      expect(yield* (yield* Cases).count()).toBe(50)
    }),
  )
})

it.live("has the time of the machine in a test with a server of its own", () =>
  Effect.gen(function* () {
    const { engine } = yield* Sandbox.Sandbox
    engine.faults.add({ kind: "delay", probability: 1, times: 1 })
    expect(yield* (yield* Cases).count()).toBe(50)
  }).pipe(Effect.provide(Sandbox.layer({ cases: 50, faultDelay: 50 }))),
)
