import { type Benchmark, times } from "../harness/Benchmark.ts"

const [ours, byHand, zod] = ["ours, compiled from the schema", "written by hand", "zod"]

/** From parsed JSON to dates, decimals and names of ours. */
export const decoding: Benchmark = {
  name: "decode",
  about: "decoding cases of 20 fields, 5 of them dates and 5 amounts",
  unit: "cases",
  sizes: { full: 500_000, quick: 100_000, check: 200 },
  runs: { full: 5, quick: 3 },
  sides: () => [
    { name: ours, run: "decode/ours" },
    { name: byHand, run: "decode/byHand" },
    { name: zod, run: "decode/zod" },
  ],
  goals: () => [
    { about: "share of the rate of hand-written validation", measured: times(byHand, ours), least: 0.5 },
    { about: "times faster than zod", measured: times(zod, ours), least: 1 },
  ],
}
