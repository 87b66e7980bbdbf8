/** What the process of a side measures and says. */
import type { Sample } from "./Benchmark.ts"
import { Stopwatch, type Time } from "./Stopwatch.ts"

/** Of a side's module. */
export interface Timed extends Time {
  readonly answer: string
  /** When what comes after the work needs memory of its own. */
  readonly peakMb?: number
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
export const timed = async <A>(work: () => Promise<A> | A): Promise<{ readonly time: Time; readonly value: A }> => {
  globalThis.gc?.()
  const watch = new Stopwatch()
  const value = await work()
  return { time: watch.time, value }
}

/** The most memory that the process has had so far. In KiB, whatever the documentation of the platform says. */
export const peakMb = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6

export const sample = ({ answer, counts = {}, cpuMs, ms, peakMb: peak = peakMb() }: Timed): Sample => ({
  ms,
  answer,
  counts,
  cpuMs,
  peakMb: peak,
})
