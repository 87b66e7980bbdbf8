/** Writes rows of texts into a library's stream as fast as it takes them. */
import { once } from "node:events"
import { createWriteStream } from "node:fs"
import type { Transform } from "node:stream"
import { finished } from "node:stream/promises"
import { batches } from "../../data/rows.ts"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { size, type Timed } from "../../harness/Timed.ts"
import { answerOf, freshFile, header, readers } from "./file.ts"

export const writeAll = async (name: string, csv: Transform): Promise<Timed> => {
  const path = freshFile(`${name}.csv`)
  const watch = new Stopwatch()
  const file = csv.pipe(createWriteStream(path, { flags: "wx", highWaterMark: 1 << 16 }))
  const write = (fields: ReadonlyArray<string>): boolean => csv.write(fields)
  write(header)
  for (const batch of watch.without(batches(size))) {
    for (const row of batch) {
      if (!write(readers.map((read) => read(row)))) await once(csv, "drain")
    }
  }
  csv.end()
  await finished(file)
  const { time } = watch
  return { ...time, answer: await answerOf(path) }
}
