/** Runs the benchmarks that are named, or all: `pnpm bench [--quick] [--runs N] [--size N] [name ...]`. */
import { mkdirSync, writeFileSync } from "node:fs"
import { availableParallelism, loadavg } from "node:os"
import process from "node:process"
import { parseArgs } from "node:util"
import { benchmarks } from "./benchmarks/index.ts"
import type { Benchmark } from "./harness/Benchmark.ts"
import * as Report from "./harness/report.ts"
import { run } from "./harness/run.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, runs: { type: "string" }, size: { type: "string" } },
})
const unknown = positionals.filter((name) => benchmarks.every((one) => one.name !== name))
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are: ${benchmarks.map(({ name }) => name).join(", ")}`)
  process.exit(2)
}

const results = new URL("../../results/", import.meta.url)
mkdirSync(results, { recursive: true })
console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`)

const runOne = async (benchmark: Benchmark): Promise<void> => {
  const kind = values.quick ? "quick" : "full"
  const size = Number(values.size ?? benchmark.sizes[kind])
  const found = await run(benchmark, {
    size,
    runs: Number(values.runs ?? benchmark.runs[kind]),
    onSample: (side, { ms }) => process.stderr.write(`${benchmark.name}: ${side} ${ms.toFixed(0)} ms\n`),
  })
  console.log(Report.text(benchmark, size, found))
  const written = {
    benchmark: benchmark.name,
    size,
    at: new Date().toISOString(),
    node: process.version,
    cores: availableParallelism(),
    load: loadavg(),
    goals: Report.verdicts(benchmark, size, found),
    sides: Object.fromEntries(found),
  }
  writeFileSync(new URL(`${benchmark.name}-${size}.json`, results), JSON.stringify(written, undefined, 2))
}

for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue
  try {
    await runOne(benchmark)
  } catch (error) {
    process.exitCode = 1
    console.error(`${benchmark.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
