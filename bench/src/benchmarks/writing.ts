/** Writing the files of an export. */
import { type Benchmark, peak, type Results } from "../harness/Benchmark.ts"

const ours = "ours"
const csvPeers = ["csv-stringify", "fast-csv"]

export const csv: Benchmark = {
  name: "csv",
  about: "rows of 20 columns to a CSV file",
  unit: "rows",
  sizes: { full: 1_000_000, quick: 100_000, check: 300 },
  runs: { full: 3, quick: 3 },
  sides: () => [
    { name: ours, run: "csv/ours" },
    { name: "bare join", run: "csv/join" },
    { name: "csv-stringify", run: "csv/csvStringify", mostRuns: 2 },
    { name: "fast-csv", run: "csv/fastCsv", mostRuns: 2 },
  ],
  goals: () => [
    { about: "times faster than the faster library", measured: fastest(csvPeers, ours), least: 2.5 },
    { about: "share of the rate of a bare join", measured: fastest(["bare join"], ours), least: 0.8 },
  ],
}

export const xlsx: Benchmark = {
  name: "xlsx",
  about: "rows of 20 columns to a workbook, as an Excel table with formats",
  unit: "rows",
  sizes: { full: 1_000_000, quick: 50_000, check: 300 },
  runs: { full: 2, quick: 2 },
  sides: () => [
    { name: ours, run: "xlsx/ours" },
    // Deflates what ours has just written.
    { name: "zlib of the same XML, one thread", run: "xlsx/zlib", isBound: true },
    { name: "hucre, streaming", run: "xlsx/hucre", mostRuns: 1 },
    { name: "exceljs, streaming", run: "xlsx/exceljs", mostRuns: 1 },
  ],
  goals: () => [
    { about: "times faster than exceljs", measured: fastest(["exceljs, streaming"], ours), least: 6 },
    { about: "times faster than hucre", measured: fastest(["hucre, streaming"], ours), least: 3 },
    {
      about: "times the rate of one thread of zlib",
      measured: fastest(["zlib of the same XML, one thread"], ours),
      least: 1,
    },
    { about: "peak memory, MB", measured: peak(ours), most: 170 },
  ],
}

/** How many times longer the fastest of the others took than the side. */
const fastest =
  (others: ReadonlyArray<string>, side: string) =>
  (results: Results): number | undefined => {
    const times = others.flatMap((other) => results.get(other)?.ms ?? [])
    const ms = results.get(side)?.ms
    return times.length < others.length || ms === undefined ? undefined : Math.min(...times) / ms
  }
