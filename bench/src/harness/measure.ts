/** One run of one side. */
import { spawn } from "node:child_process"
import { existsSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Place, Sample, Side } from "./Benchmark.ts"
import { numbers, record } from "./json.ts"

/** Everything that a side is told. Options that would slow every start of Node are not passed on. */
const environmentOf = (place: Place, given: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...rest } = process.env
  return { ...rest, ...given, BENCH_SIZE: String(place.size), BENCH_FOLDER: place.folder }
}

export const measure = async (
  side: Side,
  place: Place,
  environment: Readonly<Record<string, string>>,
): Promise<Sample> => {
  const child = fileURLToPath(new URL("./child.mjs", import.meta.url))
  const command = typeof side.run === "string" ? [process.execPath, "--expose-gc", child, side.run] : side.run
  const all = environmentOf(place, { ...environment, ...side.environment })
  const start = performance.now()
  const { code, stderr, stdout } = await run(command, all)
  const wall = performance.now() - start
  if (code !== 0 && side.mayEndWith !== code)
    throw new Error(`${side.name} ended with code ${code}: ${stderr.slice(-2000)}`)
  if (typeof side.run !== "string") return { ms: wall, ...usage(place), answer: "", counts: {} }
  const told = record(JSON.parse(stdout.slice(stdout.lastIndexOf("\n") + 1)))
  return {
    ms: Number(told["ms"]),
    cpuMs: Number(told["cpuMs"]),
    peakMb: Number(told["peakMb"]),
    answer: String(told["answer"]),
    counts: numbers(told["counts"]),
  }
}

/** What the process has written at its end, if it was told to. */
const usage = ({ folder }: Place): Pick<Sample, "cpuMs" | "peakMb"> => {
  const file = join(folder, "usage.json")
  const told = record(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {})
  rmSync(file, { force: true })
  return { cpuMs: Number(told["cpuMs"]), peakMb: Number(told["peakMb"]) }
}

const run = ([program = "", ...args]: ReadonlyArray<string>, env: NodeJS.ProcessEnv) =>
  new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] })
    const texts = { stdout: "", stderr: "" }
    child.stdout.setEncoding("utf8").on("data", (text) => (texts.stdout += String(text)))
    child.stderr.setEncoding("utf8").on("data", (text) => (texts.stderr += String(text)))
    child.on("error", reject)
    child.on("close", (code) => resolve({ code, stdout: texts.stdout.trimEnd(), stderr: texts.stderr }))
  })
