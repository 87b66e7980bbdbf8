/** Runs the benchmarks that are named, or all: `pnpm bench [--quick | --check] [--runs N] [--size N] [name ...]`. */
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
  options: {
    quick: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    runs: { type: "string" },
    size: { type: "string" },
  },
})
const unknown = positionals.filter((name) => benchmarks.every((one) => one.name !== name))
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are: ${benchmarks.map(({ name }) => name).join(", ")}`)
  process.exit(2)
}

const results = new URL("../../results/", import.meta.url)
console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`)

/** Runs every side once with little to do: whether they work and agree, not how long they take. */
const checkOne = async (benchmark: Benchmark): Promise<void> => {
  const found = await run(benchmark, { size: benchmark.sizes.check, runs: 1, warmUp: false, onSample: () => undefined })
  console.log(`${benchmark.name}: ${Array.from(found.keys()).join("; ")}`)
}

const runOne = async (benchmark: Benchmark): Promise<void> => {
  const kind = values.quick ? "quick" : "full"
  const size = Number(values.size ?? benchmark.sizes[kind])
  const found = await run(benchmark, {
    size,
    runs: Number(values.runs ?? benchmark.runs[kind]),
    warmUp: benchmark.warmUp === true,
    onSample: (side, { ms }) => process.stderr.write(`${benchmark.name}: ${side} ${ms.toFixed(0)} ms\n`),
  })
  console.log(Report.text(benchmark, size, found))
  mkdirSync(results, { recursive: true })
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
    await (values.check ? checkOne(benchmark) : runOne(benchmark))
  } catch (error) {
    process.exitCode = 1
    console.error(`${benchmark.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
