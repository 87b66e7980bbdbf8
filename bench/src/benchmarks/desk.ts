/** A page of cases in the desk. */
import { type Benchmark, times } from "../harness/Benchmark.ts"
import * as Server from "../harness/Server.ts"

const [page, api] = ["a page of amili-desk", "the API's own answer"]
const latency = 30

export const desk: Benchmark = {
  name: "desk",
  about: `20 pages of 50 open cases, one after the other, each answer of the API after ${latency} ms`,
  unit: "cases in the portfolio",
  sizes: { full: 100_000, quick: 10_000, check: 300 },
  runs: { full: 5, quick: 3 },
  warmUp: true,
  prepare: async ({ folder, size }) => {
    const server = await Server.start({ cases: size, latency })
    return { server, environment: { ...server.environment, BENCH_HOME: folder } }
  },
  sides: () => [
    { name: page, run: "desk/pages" },
    { name: api, run: "desk/api" },
  ],
  goals: () => [{ about: "times the API's own answer", measured: times(page, api), most: 1.2 }],
}
