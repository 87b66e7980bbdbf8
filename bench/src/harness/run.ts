/** Runs one benchmark: its sides in turn, as often as asked for, with the answers compared. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Benchmark, Prepared, Result, Results, Sample, Side } from "./Benchmark.ts"
import { measure } from "./measure.ts"

export interface Asked {
  readonly size: number
  readonly runs: number
  /** Whether the first run of each side is thrown away. */
  readonly warmUp: boolean
  /** Told of each sample as it comes. */
  readonly onSample: (side: string, sample: Sample) => void
}

export const run = async (benchmark: Benchmark, { onSample, runs, size, warmUp }: Asked): Promise<Results> => {
  const place = { size, folder: mkdtempSync(join(tmpdir(), "amili-bench-")) }
  let prepared: Prepared = { environment: {} }
  try {
    prepared = (await benchmark.prepare?.(place)) ?? prepared
    const samples = new Map<string, Array<Sample>>()
    for (let round = warmUp ? -1 : 0; round < runs; round++) {
      for (const side of benchmark.sides({ ...place, ...prepared })) {
        if (round >= (side.mostRuns ?? Infinity)) continue
        await prepared.reset?.()
        await prepared.server?.requests()
        const sample = await measure(side, place, prepared.environment)
        const requests = await prepared.server?.requests()
        const counted = requests === undefined ? sample : { ...sample, counts: { ...sample.counts, requests } }
        if (round < 0) continue
        samples.set(side.name, [...(samples.get(side.name) ?? []), counted])
        onSample(side.name, counted)
      }
    }
    compare(benchmark.name, benchmark.sides({ ...place, ...prepared }), samples)
    return new Map(Array.from(samples, ([side, all]) => [side, summary(all)]))
  } finally {
    prepared.server?.close()
    rmSync(place.folder, { recursive: true, force: true })
  }
}

/** A comparison of programs that do different things is none. */
const compare = (
  benchmark: string,
  sides: ReadonlyArray<Side>,
  samples: ReadonlyMap<string, ReadonlyArray<Sample>>,
): void => {
  const answers = new Map<string, string>()
  for (const { isBound, name } of sides) {
    for (const { answer } of isBound === true ? [] : (samples.get(name) ?? [])) answers.set(answer, name)
  }
  if (answers.size > 1) {
    throw new Error(
      `${benchmark}: different answers: ${Array.from(answers, ([answer, side]) => `${side}: ${answer}`).join("; ")}`,
    )
  }
}

const summary = (samples: ReadonlyArray<Sample>): Result => {
  const ms = samples.map((sample) => sample.ms)
  return {
    ms: median(ms),
    fastest: Math.min(...ms),
    slowest: Math.max(...ms),
    cpuMs: median(samples.map((sample) => sample.cpuMs)),
    peakMb: Math.max(...samples.map((sample) => sample.peakMb)),
    counts: samples.at(-1)?.counts ?? {},
    samples,
  }
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2
}
