/** A bare join of the fields, which quotes nothing, guards nothing and counts nothing: the least that can be done. */
import { open } from "node:fs/promises"
import { batches } from "../../data/rows.ts"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { size, type Timed } from "../../harness/Timed.ts"
import { answerOf, freshFile, header, readers } from "./file.ts"

export const run = async (): Promise<Timed> => {
  const path = freshFile("join.csv")
  const watch = new Stopwatch()
  const file = await open(path, "wx")
  await file.write(`${header.join(",")}\r\n`)
  for (const batch of watch.without(batches(size))) {
    await file.write(batch.map((row) => `${readers.map((read) => read(row)).join(",")}\r\n`).join(""))
  }
  await file.close()
  const { time } = watch
  return { ...time, answer: await answerOf(path) }
}
