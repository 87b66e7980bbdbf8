import type { Benchmark } from "../harness/Benchmark.ts"
import { decoding } from "./decoding.ts"
import { desk } from "./desk.ts"
import * as Exporting from "./exporting.ts"
import * as Reading from "./reading.ts"
import * as Reconciling from "./reconciling.ts"
import { startUp } from "./startUp.ts"
import * as Writing from "./writing.ts"

/** In the order in which they run. */
export const benchmarks: ReadonlyArray<Benchmark> = [
  Reading.withLatency,
  Reading.withoutLatency,
  decoding,
  Writing.csv,
  Writing.xlsx,
  startUp,
  desk,
  Exporting.whole,
  Exporting.nothingNew,
  Exporting.journal,
  Reconciling.reconcile,
  Reconciling.large,
]
