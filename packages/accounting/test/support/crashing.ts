import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { expect } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "./folder.ts"
import { run } from "./killed.ts"
import { sample } from "./sample.ts"

/**
 * Kills a program at a sample of its steps, each time in a folder of its own. Once `next` has run there, the folder has to
 * hold what an undisturbed run leaves, byte for byte.
 */
export const atSteps = <E, R>(
  bundle: string,
  environment: Record<string, string>,
  most: number,
  next: (folder: string, step: string, isPrepared: boolean) => Effect.Effect<void, E, R>,
) =>
  Effect.gen(function* () {
    const scratch = yield* Folder.temporary
    const folderOf = (name: string) => {
      mkdirSync(join(scratch, name))
      return join(scratch, name)
    }
    const undisturbed = folderOf("undisturbed")
    const report = yield* run(bundle, environment, undisturbed)
    expect(report?.outcome.serial).toBe(1)
    const wanted = Folder.contents(undisturbed)
    const steps = [...new Set(report?.steps)]
    expect(steps.length).toBeGreaterThan(20)

    for (const [index, step] of sample(steps, most)) {
      const folder = folderOf(String(index))
      expect([step, yield* run(bundle, environment, folder, step)]).toEqual([step, undefined])
      yield* next(folder, step, steps.indexOf("prepared") <= index)
      expect({ step, files: Folder.contents(folder) }).toEqual({ step, files: wanted })
    }
  })
