import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import * as Folder from "../support/folder.ts"
import * as World from "../support/world.ts"

/** A run, and what verifying the files of a folder finds. */
const exported = Effect.gen(function* () {
  const world = yield* World.make({ cases: 40 })
  const { files } = yield* world.closed()
  const findings = (folder: string) =>
    Effect.map(Effect.provide(Verify.files("default", folder), world.layer), (found) =>
      found.findings.map(({ problem, subject }) => `${subject}: ${problem}`),
    )
  return { world, files, findings }
})

describe("verifying the files of a folder", () => {
  it.scopedLive("looks at no other, not even at the one that the files were written to", () =>
    Effect.gen(function* () {
      const { files, findings, world } = yield* exported
      const copy = join(world.out, "copy")
      mkdirSync(copy)
      const names = Folder.named(world.out, "").filter((name) => name.startsWith("closed-"))
      for (const name of names) copyFileSync(join(world.out, name), join(copy, name))
      expect(yield* findings(copy)).toEqual([])
      rmSync(join(copy, names[0] ?? ""))
      expect(yield* findings(copy)).toEqual([
        `${names[0]}: the file is not in this folder: it was written to ${world.out}`,
      ])
      expect(yield* findings(world.out)).toEqual([])
      expect(names.length).toBe(files.length)
    }),
  )

  it.scopedLive("names files that look like those of a run, and that no run of the journal has written", () =>
    Effect.gen(function* () {
      const { findings, world } = yield* exported
      const strange = [
        "butik-closed-000001-2026-02-01.csv",
        "closed-000001-2025-01-01.csv",
        "closed-000002-2026-02-01.xlsx",
      ]
      for (const name of [...strange, "closed-backfill-first-to-2026-02-01-20260201T080000Z.csv", "budget-2026.xlsx"]) {
        writeFileSync(join(world.out, name), "")
      }
      const strangers = (yield* findings(world.out)).map((finding) => finding.split(":")[0] ?? "")
      expect(strangers.toSorted()).toEqual(strange)
    }),
  )
})
