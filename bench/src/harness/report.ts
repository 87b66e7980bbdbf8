/** What a benchmark prints. */
import type { Benchmark, Goal, Result, Results } from "./Benchmark.ts"

export interface Verdict {
  readonly about: string
  readonly measured: number | undefined
  /** The same with processor time in place of time. */
  readonly byCpu: number | undefined
  readonly goal: string
  readonly isMet: boolean | undefined
}

export const verdicts = (benchmark: Benchmark, size: number, results: Results): ReadonlyArray<Verdict> =>
  benchmark.goals(size).map((goal) => {
    const measured = goal.measured(results)
    const byCpu = goal.measured(new Map(Array.from(results, ([side, one]) => [side, { ...one, ms: one.cpuMs }])))
    return {
      about: goal.about,
      measured,
      byCpu,
      goal: goalText(goal),
      isMet:
        measured === undefined
          ? undefined
          : measured >= (goal.least ?? -Infinity) && measured <= (goal.most ?? Infinity),
    }
  })

const goalText = ({ least, most }: Goal): string =>
  [least === undefined ? "" : `at least ${least}`, most === undefined ? "" : `at most ${most}`]
    .filter(Boolean)
    .join(", ")

export const text = (benchmark: Benchmark, size: number, results: Results): string => {
  const names = Math.max(...Array.from(results.keys(), (name) => name.length), 4)
  return [
    `\n${benchmark.name}: ${benchmark.about} (${size.toLocaleString("en")} ${benchmark.unit})`,
    `  ${"side".padEnd(names)}  ${"median".padStart(9)}  ${"fastest - slowest".padStart(20)}  ${"per s".padStart(9)}  ${"CPU".padStart(9)}  peak MB`,
    ...Array.from(results, ([side, result]) => `  ${side.padEnd(names)}  ${row(result, size)}`),
    ...verdicts(benchmark, size, results).map(
      ({ about, byCpu, goal, isMet, measured }) =>
        `  ${isMet === undefined ? "not measured" : isMet ? "met    " : "NOT MET"}  ${about}: ${measured?.toFixed(2)} (goal: ${goal})${byCpu === undefined || Number.isNaN(byCpu) || byCpu === measured ? "" : `; by CPU time ${byCpu?.toFixed(2)}`}`,
    ),
  ].join("\n")
}

const row = ({ counts, cpuMs, fastest, ms, peakMb, samples, slowest }: Result, size: number): string =>
  [
    `${ms.toFixed(0)} ms`.padStart(9),
    `${fastest.toFixed(0)} - ${slowest.toFixed(0)} (${samples.length})`.padStart(20),
    Math.round((size / ms) * 1000)
      .toLocaleString("en")
      .padStart(9),
    (Number.isNaN(cpuMs) ? "" : `${cpuMs.toFixed(0)} ms`).padStart(9),
    (Number.isNaN(peakMb) ? "" : peakMb.toFixed(0)).padStart(7),
    ...Object.entries(counts).map(([name, value]) => `${name} ${Math.round(value).toLocaleString("en")}`),
  ].join("  ")
