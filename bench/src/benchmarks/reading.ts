/** Reading every open case. */
import {
  type Benchmark,
  count,
  type Place,
  type Prepared,
  type Results,
  type Side,
  times,
} from "../harness/Benchmark.ts"
import * as Server from "../harness/Server.ts"

const prepare =
  (latency: number) =>
  async ({ size }: Place): Promise<Prepared> => {
    const server = await Server.start({ cases: size, latency, replay: true })
    return { server, environment: server.environment }
  }

const ours = (concurrency: number): Side => ({
  name: `ours, ${concurrency} at once`,
  run: "read/ours",
  environment: { BENCH_CONCURRENCY: String(concurrency) },
})

const latency = 30
/** What core does unless told otherwise. */
const byDefault = 6

const guide = { name: "the guide's loop (axios)", run: "read/guide" }

/** The least time that requests one after the other take, each of them in one of `lanes`. */
const bound = (size: number, lanes: number): number => (Math.ceil(size / 100) / lanes) * latency

export const withLatency: Benchmark = {
  name: "read",
  about: `reading open cases, each answer after ${latency} ms`,
  unit: "cases",
  sizes: { full: 100_000, quick: 10_000, check: 300 },
  runs: { full: 3, quick: 2 },
  warmUp: true,
  prepare: prepare(latency),
  sides: () => [ours(8), ours(byDefault), { ...guide, mostRuns: 2 }],
  goals: (size) => [
    {
      about: `times faster than the guide, ${byDefault} at once as by default`,
      measured: times(guide.name, ours(byDefault).name),
      least: 10,
    },
    {
      about: `requests, ${byDefault} at once`,
      measured: count(ours(byDefault).name, "requests"),
      most: size / 100 + 20,
    },
    {
      about: "share of the bound that latency and page size set, 8 at once",
      measured: shareOf(bound(size, 8), ours(8).name),
      least: 0.85,
    },
  ],
}

const bare = {
  name: "bare undici and JSON.parse, 4 at once",
  run: "read/bare",
  environment: { BENCH_CONCURRENCY: "4" },
}

/** The least that reading could take with this decoder. */
const decoded = {
  name: "the same, decoded by ours",
  run: "read/decoded",
  environment: { BENCH_CONCURRENCY: "4" },
}

export const withoutLatency: Benchmark = {
  name: "read-bare",
  about: "reading open cases as fast as they come",
  unit: "cases",
  sizes: { full: 100_000, quick: 20_000, check: 300 },
  runs: { full: 5, quick: 3 },
  warmUp: true,
  prepare: prepare(0),
  sides: () => [ours(4), bare, decoded],
  goals: () => [{ about: "share of its rate", measured: share(bare.name, ours(4).name), least: 0.45 }],
}

const share =
  (bound: string, side: string) =>
  (results: Results): number | undefined =>
    times(bound, side)(results)

const shareOf =
  (ms: number, side: string) =>
  (results: Results): number | undefined => {
    const result = results.get(side)
    return result === undefined ? undefined : ms / result.ms
  }
