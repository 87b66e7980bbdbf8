/** Whole runs of the export over closed cases. */
import { copyFile, open, rm } from "node:fs/promises"
import { join } from "node:path"
import * as Journals from "../data/journals.ts"
import { type Benchmark, count, peak, type Results, type Side, times } from "../harness/Benchmark.ts"
import { amiliExport, bareNode, keepingNoToken } from "../harness/apps.ts"
import { measure } from "../harness/measure.ts"
import * as Server from "../harness/Server.ts"

const closed = (name: string, folder: string, out = join(folder, "out")) => ({
  name,
  run: [...amiliExport, "closed", "--out", out],
  environment: remembering(folder),
  // Some generated cases need a person.
  mayEndWith: 3,
})

/** What a machine remembers of journals stays in the folder of the benchmark. */
const remembering = (folder: string) => ({ XDG_STATE_HOME: join(folder, "state") })

/** No export has been made, and nothing is remembered of one. */
const forget = async (folder: string): Promise<void> => {
  for (const name of ["out", "state"]) await rm(join(folder, name), { recursive: true, force: true })
}

const parts = ["reading alone", "writing alone", "journal alone"]
const run = "amili-export closed"

export const whole: Benchmark = {
  name: "export",
  about: "the first closed export of a portfolio, against its parts in processes of their own",
  unit: "cases in the portfolio",
  sizes: { full: 1_000_000, quick: 20_000, check: 200 },
  runs: { full: 1, quick: 2 },
  prepare: async ({ folder, size }) => {
    const server = await Server.start({ cases: size })
    return {
      server,
      environment: server.environment,
      reset: () => forget(folder),
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
const signingIn = `${again}, authentication included`
const bare = "node -e 0"

export const nothingNew: Benchmark = {
  name: "nothing-new",
  about:
    "a closed export when nothing has happened since the last one, with a token that is kept from the call before and without",
  unit: "cases in the portfolio",
  sizes: { full: 20_000, quick: 2000, check: 200 },
  runs: { full: 7, quick: 5 },
  warmUp: true,
  prepare: async (place) => {
    const server = await Server.start({ cases: place.size })
    await measure(closed("the first run", place.folder), place, server.environment)
    return { server, environment: server.environment }
  },
  sides: ({ folder }) => [
    { name: bare, run: bareNode },
    closed(again, folder),
    { ...closed(signingIn, folder), environment: { ...remembering(folder), ...keepingNoToken(folder) } },
  ],
  goals: () => [
    { about: "requests after authentication", measured: count(again, "requests"), most: 4 },
    { about: "times a bare node", measured: times(again, bare), most: 6 },
    { about: "times a bare node, authentication included", measured: times(signingIn, bare), most: 6 },
  ],
}

/** Cases known to the larger of the two journals that are compared; the smaller knows a tenth. */
const larger = (size: number): number => 1000 * size

const words = (cases: number): string => `${cases.toLocaleString("en")} known`
const alone = (cases: number): string => `the journal alone, ${words(cases)}`
const whole1000 = (cases: number): string => `${run}, ${words(cases)}`
const filled = (folder: string, cases: number): string => join(folder, `known-${cases}.db`)
const used = (folder: string, cases: number): string => join(folder, `used-${cases}.db`)

/** On the disk as well: otherwise the first to flush anything flushes all of it. */
const copy = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to)
  const file = await open(to, "r+")
  await file.sync()
  await file.close()
}

/** About 1,000 of them are closed. */
const portfolio = 1275

export const journal: Benchmark = {
  name: "journal",
  about: "a run with 1,000 new cases in a journal that knows many, and what the journal does for it by itself",
  unit: "thousand cases known to the larger journal, a tenth to the smaller, 1,000 new",
  sizes: { full: 1000, quick: 100, check: 1 },
  runs: { full: 7, quick: 3 },
  prepare: async ({ folder, size }) => {
    const sizes = [larger(size) / 10, larger(size)]
    for (const cases of sizes) await Journals.fill(filled(folder, cases), cases)
    const server = await Server.start({ cases: portfolio })
    return {
      server,
      environment: server.environment,
      reset: async () => {
        await forget(folder)
        for (const cases of sizes) await copy(filled(folder, cases), used(folder, cases))
      },
    }
  },
  sides: ({ folder, size }) =>
    [larger(size) / 10, larger(size)].flatMap((cases): ReadonlyArray<Side> => {
      const { run: command, ...side } = closed(whole1000(cases), folder, join(folder, "out", String(cases)))
      return [
        { ...side, run: [...command, "--journal", used(folder, cases)] },
        {
          name: alone(cases),
          run: "export/journal",
          environment: { BENCH_JOURNAL: used(folder, cases) },
          isBound: true,
        },
      ]
    }),
  goals: (size) => [
    {
      about: "with ten times as many known, a run takes times as long",
      measured: times(whole1000(larger(size)), whole1000(larger(size) / 10)),
      most: 1.2,
    },
    {
      about: "with ten times as many known, the journal alone takes times as long",
      measured: times(alone(larger(size)), alone(larger(size) / 10)),
      most: 1.2,
    },
  ],
}
