import { spawn } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { build } from "esbuild"
import { closedRun } from "../support/closedRun.ts"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"

const root = join(import.meta.dirname, "../..")

/** The bundle stands where the program's own does, so that it finds the native database. */
const killable = Effect.tap(Effect.succeed(join(root, "dist/test/killable.cjs")), (outfile) =>
  Effect.promise(() =>
    build({
      absWorkingDir: root,
      entryPoints: ["test/support/killable.ts"],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      conditions: ["@amili-cases/source"],
      external: ["libsql", "pg-native"],
      define: { "import.meta.url": "undefined" },
      logLevel: "error",
    }),
  ),
)

interface Report {
  readonly steps: ReadonlyArray<string>
  readonly outcome: { readonly serial?: number; readonly recovered: ReadonlyArray<{ readonly serial: number }> }
}

/** Runs it; undefined when it was killed. */
const run = (bundle: string, environment: Record<string, string>, folder: string, die?: string) =>
  Effect.async<Report | undefined>((resume) => {
    const settings = JSON.stringify({ die, folder })
    const child = spawn(process.execPath, [bundle], {
      env: { PATH: process.env["PATH"], ...environment, KILLABLE: settings },
      stdio: ["ignore", "pipe", "inherit"],
    })
    let stdout = ""
    child.stdout.on("data", (data) => (stdout += String(data)))
    child.on("close", (_, signal) => resume(Effect.succeed(signal === "SIGKILL" ? undefined : JSON.parse(stdout))))
  })

describe("a run that is killed", () => {
  it.scopedLive(
    "at any step leaves nothing that the next run does not put right, byte for byte",
    () =>
      Effect.gen(function* () {
        const bundle = yield* killable
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
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

        for (const [index, step] of steps.entries()) {
          const folder = folderOf(String(index))
          const killed = (yield* run(bundle, environment, folder, step)) === undefined
          const next = yield* closedRun(environment, folder)
          const prepared = steps.indexOf("prepared") <= index
          const recovered = next.recovered.map(({ serial }) => serial)
          expect({ step, killed, recovered, serial: next.serial, files: Folder.contents(folder) }).toEqual({
            step,
            killed: true,
            recovered: prepared && step !== "committed" ? [1] : [],
            serial: prepared ? undefined : 1,
            files: wanted,
          })
        }
      }),
    120_000,
  )
})
