/** Reads what a first closed export reads, decodes it and takes each document's text, and does nothing with it. */
import { CaseReader, Wanted } from "@amili-cases/accounting/cases/CaseReader"
import { Effect, Stream } from "effect"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import type { Timed } from "../../harness/Timed.ts"
import { everything, layer } from "./common.ts"

export const run = (): Promise<Timed> =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    yield* reader.now
    const watch = new Stopwatch()
    let [cases, characters] = [0, 0]
    yield* Stream.runForEachChunk(reader.walk(Wanted.Closed(), everything), (chunk) =>
      Effect.sync(() => {
        for (const { source } of chunk) {
          cases += 1
          characters += source.length
        }
      }),
    )
    return { ...watch.time, answer: "", counts: { cases, characters } }
  }).pipe(Effect.provide(layer), Effect.runPromise)
