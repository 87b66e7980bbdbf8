/**
 * The life of runs, explored: whatever is done to the journal, the disks and the processes, no item is in two files, no
 * number stands for two runs, and there is a way out. `SEQUENCES` says how many sequences, `SEED` which.
 */
import { it } from "@effect/vitest"
import { describe, expect } from "vitest"
import { Effect, FastCheck } from "effect"
import * as Life from "../support/Life.ts"

const numRuns = Number(process.env["SEQUENCES"] ?? 8)
const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31))

const check = (name: string, actions: ReadonlyArray<Life.Action>, known: ReadonlyArray<ReadonlyArray<Life.Action>>) =>
  it.live(
    `${name} (seed ${seed})`,
    () =>
      Effect.promise(() =>
        FastCheck.assert(
          FastCheck.asyncProperty(
            FastCheck.array(FastCheck.constantFrom(...actions), { minLength: 2, maxLength: 12 }),
            async (sequence) => {
              expect(await Effect.runPromise(Life.live(sequence))).toEqual([])
            },
          ),
          { numRuns, seed, endOnFailure: process.env["SEQUENCES"] !== undefined, examples: known.map((one) => [one]) },
        ),
      ),
    3_600_000,
  )

describe("the life of a run", () => {
  const kills = Life.steps.flatMap((step) => [`A dies at ${step}`, `B dies at ${step}`] as const)
  check(
    "on two machines with disks of their own, which die at any step",
    ["A runs", "B runs", "A's disk goes away", "A's disk is back", "A's disk is lost", ...kills],
    [
      // The other machine bears the same host name.
      ["A dies at commit", "A's disk goes away", "B runs", "A's disk is back", "A runs"],
      ["A dies at prepared", "A's disk goes away", "B runs", "A's disk is lost", "B runs"],
    ],
  )
  const alone = Life.steps.map((step) => `A dies at ${step}` as const)
  check(
    "whose journal is restored, lost and rebuilt, while its files are archived",
    ["A runs", "journal is kept", "journal is restored", "journal is lost", "files are archived", ...alone],
    [
      ["A runs", "journal is kept", "A runs", "files are archived", "journal is restored", "A runs"],
      ["A runs", "files are archived", "A runs", "journal is lost", "A runs"],
      ["A runs", "A dies at rename", "journal is lost"],
      ["A runs", "journal is kept", "A dies at committed", "journal is restored", "files are archived", "A runs"],
    ],
  )
})
