import { createHash } from "node:crypto"
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import * as Journal from "@amili-cases/accounting/Journal"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Folder as RunFolder } from "@amili-cases/export-engine/run/Folder"
import * as Layers from "../support/layers.ts"
import * as Files from "../support/history/Files.ts"
import * as Folder from "../support/folder.ts"

const fixture = join(import.meta.dirname, "../../../export-engine/test/fixtures/journal-0.1/data")

describe("a run of the first version", () => {
  it.scopedLive.each([
    ["closed", 1],
    ["closed", 2],
    ["open", 1],
    ["open", 2],
  ] as const)(
    "is made again by the rules of its time, with the same bytes but for the layout of its workbook: %s %i",
    ([dataset, serial]) =>
      Effect.gen(function* () {
        const out = join(yield* Folder.temporary, "data")
        cpSync(fixture, out, { recursive: true })
        const { manifest } = Files.read(out, dataset, serial)
        for (const { name, role } of manifest.files) {
          if (role !== "raw" && role !== "bridge") rmSync(join(out, name))
        }
        const again = join(out, "again")
        mkdirSync(again)
        const journal = Journal.layer({ _tag: "File", path: join(out, "journal.db") })
        const { failed, made } = yield* Effect.gen(function* () {
          const run = yield* (yield* Runs).find({ profile: "default", dataset, serial })
          return yield* Replay.run(datasetCalled(dataset), Option.getOrThrow(run), out, again)
        }).pipe(Effect.provide(Layer.provideMerge(Layer.merge(journal, RunFolder.Default), Layers.platform)))
        expect(failed).toEqual([])
        for (const { name, role, sha256 } of manifest.files) {
          if (role === "workbook") {
            expect(made.find((file) => file.name === name)?.how).toMatch("laid out as this version does")
            continue
          }
          const bytes = readFileSync(join(again, name))
          expect([name, createHash("sha256").update(bytes).digest("hex")]).toEqual([name, sha256])
        }
      }),
  )

  it.scopedLive("of a later version is copied where its files are there, and else left to that version", () =>
    Effect.gen(function* () {
      const out = join(yield* Folder.temporary, "data")
      cpSync(fixture, out, { recursive: true })
      const { manifest } = Files.read(out, "closed", 1)
      const lost = manifest.files.find(({ role }) => role === "workbook")?.name ?? ""
      rmSync(join(out, lost))
      const again = join(out, "again")
      mkdirSync(again)
      const journal = Journal.layer({ _tag: "File", path: join(out, "journal.db") })
      const { failed, made } = yield* Effect.gen(function* () {
        const run = Option.getOrThrow(yield* (yield* Runs).find({ profile: "default", dataset: "closed", serial: 1 }))
        const later = run.manifest?.replace('"settings": {', '"settings": { "edition": 99,') ?? ""
        return yield* Replay.run(datasetCalled("closed"), { ...run, manifest: later }, out, again)
      }).pipe(Effect.provide(Layer.provideMerge(Layer.merge(journal, RunFolder.Default), Layers.platform)))
      expect(failed.map(({ message }) => message)).toContainEqual(expect.stringContaining(lost))
      expect(made.map(({ name }) => name)).toContain(manifest.files.find(({ role }) => role === "rows")?.name)
    }),
  )
})
