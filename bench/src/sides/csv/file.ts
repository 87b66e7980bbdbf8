/** What the sides have in common: where they write, what they write, and what came of it. */
import { createHash } from "node:crypto"
import { createReadStream, rmSync } from "node:fs"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import * as decimal from "@amili-cases/sheets/numbers/decimal"
import { columns, type Row } from "../../data/rows.ts"
import { setting } from "../../harness/Timed.ts"

/** A path at which there is nothing. */
export const freshFile = (name: string): string => {
  const path = join(setting("BENCH_FOLDER"), name)
  rmSync(path, { force: true })
  return path
}

/** How each column is read as text; amounts are formatted as ours are. */
export const readers: ReadonlyArray<(row: Row) => string> = columns.map((column) =>
  column.kind === "money"
    ? (row) => decimal.format(column.value(row) ?? 0n, ".")
    : (row) => String(column.value(row) ?? ""),
)

export const header: ReadonlyArray<string> = columns.map((column) => column.key)

/** A hash of the file without its quotes: a bare join sets none. */
export const answerOf = async (path: string): Promise<string> => {
  const hash = createHash("sha256")
  let bytes = 0
  await pipeline(createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 }), async (texts) => {
    for await (const text of texts) {
      const bare = String(text).replaceAll('"', "")
      bytes += bare.length
      hash.update(bare)
    }
  })
  return `${bytes} ${hash.digest("hex").slice(0, 12)}`
}
