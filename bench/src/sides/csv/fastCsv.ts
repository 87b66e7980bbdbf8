/** fast-csv, as a stream. */
import { format } from "fast-csv"
import type { Timed } from "../../harness/Timed.ts"
import { writeAll } from "./stream.ts"

export const run = (): Promise<Timed> =>
  writeAll("fast-csv", format({ headers: false, rowDelimiter: "\r\n", includeEndRowDelimiter: true }))
