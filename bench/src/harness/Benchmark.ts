/** What a benchmark is made of. */
import type { Server } from "./Server.ts"

/** One of the programs that are compared. Each run of it is a process of its own, so that its peak memory is its own. */
export interface Side {
  readonly name: string
  /** A module under `sides/`, or a program with its arguments. */
  readonly run: string | ReadonlyArray<string>
  /** Given to the process beside what the benchmark's preparation gives. */
  readonly environment?: Readonly<Record<string, string>>
  /** Not compared with the others: a bound that computes something else, or nothing. */
  readonly isBound?: true
  /** An exit code that is as good as 0. */
  readonly mayEndWith?: number
  /** Runs at most so often, however many runs are asked for: for sides that take minutes. */
  readonly mostRuns?: number
}

/** What is there before the first run, and goes after the last. */
export interface Prepared {
  readonly environment: Readonly<Record<string, string>>
  readonly server?: Server
  /** Called before each run of a side, outside of its time. */
  readonly reset?: () => Promise<void>
}

export interface Goal {
  readonly about: string
  /** From the results by side; undefined when one that it needs was not run. */
  readonly measured: (results: Results) => number | undefined
  readonly least?: number
  readonly most?: number
}

export interface Benchmark {
  readonly name: string
  readonly about: string
  /** What `size` counts. */
  readonly unit: string
  /** `check` is as little as shows that every side works and that their answers agree. */
  readonly sizes: { readonly full: number; readonly quick: number; readonly check: number }
  readonly runs: { readonly full: number; readonly quick: number }
  /** The first run of each side is thrown away: the server computes then what it answers from memory later. */
  readonly warmUp?: true
  readonly prepare?: (place: Place) => Promise<Prepared>
  readonly sides: (place: Place & Prepared) => ReadonlyArray<Side>
  readonly goals: (size: number) => ReadonlyArray<Goal>
}

export interface Place {
  readonly size: number
  /** An empty folder that is removed at the end. */
  readonly folder: string
}

/** One run of a side. */
export interface Sample {
  readonly ms: number
  /** Processor time of all threads in the same span: steadier than `ms` on a busy machine. */
  readonly cpuMs: number
  /** Of the whole process, in MB of a million bytes. */
  readonly peakMb: number
  /** What the run came to: equal on all sides but bounds. */
  readonly answer: string
  /** Whatever else was counted: requests, bytes. */
  readonly counts: Readonly<Record<string, number>>
}

export interface Result {
  readonly ms: number
  readonly fastest: number
  readonly slowest: number
  readonly cpuMs: number
  readonly peakMb: number
  readonly counts: Readonly<Record<string, number>>
  readonly samples: ReadonlyArray<Sample>
}

export type Results = ReadonlyMap<string, Result>

/** How many times longer one side took than another. */
export const times =
  (slower: string, faster: string) =>
  (results: Results): number | undefined => {
    const [a, b] = [results.get(slower), results.get(faster)]
    return a === undefined || b === undefined ? undefined : a.ms / b.ms
  }

export const peak =
  (side: string) =>
  (results: Results): number | undefined =>
    results.get(side)?.peakMb

export const count =
  (side: string, name: string) =>
  (results: Results): number | undefined =>
    results.get(side)?.counts[name]
