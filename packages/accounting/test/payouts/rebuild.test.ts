import { join } from "node:path"
import { datasets } from "@amili-cases/accounting/datasets"
import * as Journal from "@amili-cases/accounting/Journal"
import { LineEvents } from "@amili-cases/accounting/payouts/journal/LineEvents"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import { Checkpoints, scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option, Stream } from "effect"
import * as Layers from "../support/layers.ts"
import { putOddLines } from "./support/oddLines.ts"
import * as World from "./support/world.ts"

const day = 86_400_000

const held = Effect.all({
  lines: Effect.flatMap(LineEvents, (lines) => Stream.runCollect(lines.between("default", "", "g"))),
  // What the next run, and verifying with the API, start from.
  known: Effect.flatMap(Checkpoints, (checkpoints) => checkpoints.covering("default", "payouts", scopeOf([]))),
})

describe("a journal of runs over payouts", () => {
  it.live("is made again from the files of its runs", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 5, unkind: 1 })
      for (let index = 0; index < 4; index++) {
        if (index === 2) putOddLines(world)
        yield* world.run()
        world.clock.now += 9 * day
      }
      const before = yield* world.alone(held)
      const journal = Journal.layer({ _tag: "File", path: join(world.out, "again.db") })
      const services = Layer.provideMerge(Layer.merge(journal, Folder.Default), Layers.platform)
      const after = yield* Rebuild.run(datasets, "default", world.out).pipe(
        Effect.zipRight(held),
        Effect.provide(services),
        Effect.withClock(world.clock),
      )
      expect(after).toEqual(before)
      expect(before.lines.length).toBeGreaterThan(20)
      expect(Option.isSome(before.known)).toBe(true)
    }).pipe(Effect.scoped),
  )
})
