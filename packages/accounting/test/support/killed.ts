import { spawn } from "node:child_process"
import { renameSync } from "node:fs"
import { basename, join } from "node:path"
import { Effect } from "effect"
import { build } from "esbuild"

const root = join(import.meta.dirname, "../..")

const bundle = (entry: string) =>
  Effect.promise(async () => {
    // The bundle stands where the program's own does, so that it finds the native database.
    const file = join(root, `dist/test/${basename(entry, ".ts")}.cjs`)
    const outfile = `${file}.${process.pid}`
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      conditions: ["@amili-cases/source"],
      external: ["libsql", "pg-native", "@napi-rs/keyring"],
      define: { "import.meta.url": "undefined" },
      logLevel: "error",
    })
    // Renamed into place, because another worker may bundle and run the same program at this moment.
    renameSync(outfile, file)
    return file
  })

/** A program of the tests, bundled once for all tests of a worker. */
export const bundled = Effect.runSync(Effect.cachedFunction(bundle))

/** One closed run. */
export const killable = bundled("test/support/killable.ts")

interface Report {
  readonly steps: ReadonlyArray<string>
  readonly outcome: { readonly serial?: number; readonly recovered: ReadonlyArray<{ readonly serial: number }> }
}

/** Runs it; undefined when it was killed. */
export const run = (
  bundle: string,
  environment: Record<string, string>,
  folder: string,
  die?: string,
  machine?: string,
) =>
  Effect.async<Report | undefined>((resume) => {
    const settings = JSON.stringify({ die, folder, machine })
    const child = spawn(process.execPath, [bundle], {
      env: { PATH: process.env["PATH"], ...environment, KILLABLE: settings },
      stdio: ["ignore", "pipe", "inherit"],
    })
    let stdout = ""
    child.stdout.on("data", (data) => (stdout += String(data)))
    child.on("close", (_, signal) => resume(Effect.succeed(signal === "SIGKILL" ? undefined : JSON.parse(stdout))))
  })
