/** stderr, opened at the first write: Node takes a millisecond to make it a stream, and most commands write nothing to it. */
import process from "node:process"

let watched = false

/** A reader that has gone is no reason to stop. */
export const write = (text: string): void => {
  if (!watched) process.stderr.on("error", () => {})
  watched = true
  process.stderr.write(text)
}
