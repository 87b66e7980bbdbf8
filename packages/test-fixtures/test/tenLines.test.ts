import { Cases } from "@amili-cases/core/Cases"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { layer } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { expect } from "vitest"

layer(Sandbox.layer({ cases: 200, seed: 7 }))("my report", (it) => {
  it.effect("reads every open case", () =>
    Effect.gen(function* () {
      const rows = yield* Stream.runCollect((yield* Cases).open({}, { projection: ["state"] }))
      expect(rows.length).toBe(yield* (yield* Cases).count({ where: { closed: null } }))
    }),
  )
})
