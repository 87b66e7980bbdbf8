/** The writer of the exports, in the profile for programs: formulas guarded, hash and totals taken on the way. */
import * as Csv from "@amili-cases/sheets/csv/Csv"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { Effect } from "effect"
import { batches, table } from "../../data/rows.ts"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { size, type Timed } from "../../harness/Timed.ts"
import { answerOf, freshFile } from "./file.ts"

export const run = async (): Promise<Timed> => {
  const path = freshFile("ours.csv")
  const writing = Effect.gen(function* () {
    const watch = new Stopwatch()
    const file = yield* Csv.openCsv(path, table, { profile: rfc4180, personal: true })
    for (const batch of watch.without(batches(size))) yield* file.write(batch)
    const { bytes } = yield* file.end
    return { ...watch.time, bytes }
  })
  const { bytes, cpuMs, ms } = await Effect.runPromise(
    Effect.scoped(writing).pipe(Effect.provide(NodeFileSystem.layer)),
  )
  return { ms, cpuMs, answer: await answerOf(path), counts: { bytes } }
}
