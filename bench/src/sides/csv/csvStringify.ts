/** csv-stringify, as a stream. */
import { stringify } from "csv-stringify"
import type { Timed } from "../../harness/Timed.ts"
import { writeAll } from "./stream.ts"

export const run = (): Promise<Timed> => writeAll("csv-stringify", stringify({ record_delimiter: "windows" }))
