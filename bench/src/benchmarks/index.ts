import type { Benchmark } from "../harness/Benchmark.ts"
import * as Reading from "./reading.ts"

/** In the order in which they run. */
export const benchmarks: ReadonlyArray<Benchmark> = [Reading.withLatency, Reading.withoutLatency]
