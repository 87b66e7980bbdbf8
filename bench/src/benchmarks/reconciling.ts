/** A month's reconciliation, against reading and writing the same rows without matching. */
import { copyFile, rm } from "node:fs/promises"
import { join } from "node:path"
import * as Months from "../data/months.ts"
import { type Benchmark, peak, type Place, times } from "../harness/Benchmark.ts"

const matched = "reconciled"
const unmatched = "read and written without matching"

const filled = ({ folder }: Pick<Place, "folder">) => join(folder, "filled.db")
const used = ({ folder }: Pick<Place, "folder">) => join(folder, "used.db")

/** A journal that no earlier run of a side has written to. */
const prepare = async (place: Place) => {
  await Months.fill(filled(place), place.size)
  return {
    environment: { BENCH_JOURNAL: used(place), BENCH_FOLDER: place.folder },
    reset: async () => {
      for (const suffix of ["-wal", "-shm"]) await rm(`${used(place)}${suffix}`, { force: true })
      await copyFile(filled(place), used(place))
    },
  }
}

export const reconcile: Benchmark = {
  name: "reconcile",
  about:
    "a month of paid cases with a line each, fifty to a payout, from the journal to CSV, workbook and raw documents",
  unit: "paid cases, as many lines, and a fiftieth as many payouts",
  sizes: { full: 100_000, quick: 10_000, check: 300 },
  runs: { full: 5, quick: 3 },
  prepare,
  sides: () => [
    { name: matched, run: "reconcile/matched" },
    { name: unmatched, run: "reconcile/unmatched" },
  ],
  goals: () => [
    { about: "times as long as without matching", measured: times(matched, unmatched), most: 1.5 },
    { about: "peak memory, MB", measured: peak(matched), most: 300 },
  ],
}

export const large: Benchmark = {
  name: "reconcile-large",
  about: "the same with ten times as many",
  unit: "paid cases, as many lines, and a fiftieth as many payouts",
  sizes: { full: 1_000_000, quick: 50_000, check: 300 },
  runs: { full: 1, quick: 1 },
  prepare,
  sides: () => [{ name: matched, run: "reconcile/matched" }],
  goals: () => [{ about: "peak memory, MB", measured: peak(matched), most: 300 }],
}
