/** What the process of a side measures and says. */
import type { Sample } from "./Benchmark.ts"

/** Of a side's module. */
export interface Timed {
  readonly ms: number
  readonly answer: string
  readonly counts?: Readonly<Record<string, number>>
}

export const size = Number(process.env["BENCH_SIZE"])

/** A setting that the benchmark gives. */
export const setting = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

/** Times the work; what makes the answer comparable may happen afterwards. */
export const timed = async <A>(work: () => Promise<A> | A): Promise<{ readonly ms: number; readonly value: A }> => {
  globalThis.gc?.()
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

export const sample = ({ answer, counts = {}, ms }: Timed): Sample => ({
  ms,
  answer,
  counts,
  cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  // In KiB, whatever the documentation of the platform says.
  peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
})
