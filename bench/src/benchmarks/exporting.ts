/** Whole runs of the export over closed cases. */
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { type Benchmark, count, peak, type Results, type Side, times } from "../harness/Benchmark.ts"
import { amiliExport, bareNode } from "../harness/apps.ts"
import { measure } from "../harness/measure.ts"
import * as Server from "../harness/Server.ts"

const closed = (name: string, folder: string): Side => ({
  name,
  run: [...amiliExport, "closed", "--out", join(folder, "out")],
  // Some generated cases need a person.
  mayEndWith: 3,
})

const parts = ["reading alone", "writing alone", "journal alone"]
const run = "amili-export closed"

export const whole: Benchmark = {
  name: "export",
  about: "the first closed export of a portfolio, against its parts in processes of their own",
  unit: "cases in the portfolio",
  sizes: { full: 1_000_000, quick: 20_000 },
  runs: { full: 1, quick: 2 },
  prepare: async ({ folder, size }) => {
    const server = await Server.start({ cases: size })
    return {
      server,
      environment: server.environment,
      reset: () => rm(join(folder, "out"), { recursive: true, force: true }),
    }
  },
  sides: ({ folder }) => [
    closed(run, folder),
    { name: "reading alone", run: "export/reading", isBound: true },
    { name: "writing alone", run: "export/writing", isBound: true },
    { name: "journal alone", run: "export/journal", isBound: true },
  ],
  goals: () => [
    { about: "times the sum of its parts", measured: timesTheSum, most: 1.3 },
    { about: "peak memory, MB", measured: peak(run), most: 350 },
  ],
}

const timesTheSum = (results: Results): number | undefined => {
  const all = parts.flatMap((part) => results.get(part)?.ms ?? [])
  const ms = results.get(run)?.ms
  return ms === undefined || all.length < parts.length ? undefined : ms / all.reduce((sum, one) => sum + one)
}

const again = "amili-export closed, nothing new"
const bare = "node -e 0"

export const nothingNew: Benchmark = {
  name: "nothing-new",
  about: "a closed export when nothing has happened since the last one",
  unit: "cases in the portfolio",
  sizes: { full: 20_000, quick: 2000 },
  runs: { full: 7, quick: 5 },
  prepare: async (place) => {
    const server = await Server.start({ cases: place.size })
    await measure(closed("the first run", place.folder), place, server.environment)
    return { server, environment: server.environment }
  },
  sides: ({ folder }) => [{ name: bare, run: bareNode }, closed(again, folder)],
  goals: () => [
    { about: "requests after authentication", measured: count(again, "requests"), most: 3 },
    { about: "times a bare node", measured: times(again, bare), most: 6 },
  ],
}

/** The larger of the two journals that are compared; the smaller holds a tenth. */
const larger = (size: number): number => 1000 * size

const known = (cases: number): Side => ({
  name: `${cases.toLocaleString("en")} known`,
  run: "export/journal",
  environment: { BENCH_KNOWN: String(cases) },
})

export const journal: Benchmark = {
  name: "journal",
  about: "what the journal does for a run with new cases: looking up what is known, noting down what is new",
  unit: "thousand cases known to the larger journal, a tenth to the smaller, 1,000 new",
  sizes: { full: 1000, quick: 100 },
  runs: { full: 1, quick: 3 },
  sides: ({ size }) => [known(larger(size) / 10), known(larger(size))],
  goals: (size) => [
    {
      about: "with ten times as many known, times as long",
      measured: times(known(larger(size)).name, known(larger(size) / 10).name),
      most: 1.2,
    },
  ],
}
