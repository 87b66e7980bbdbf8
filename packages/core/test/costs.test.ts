/** What decoding a row costs, counted in what no machine changes: a change for the worse is seen at once. */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { openFields, resource } from "../src/Case.ts"
import * as Rows from "../src/internal/rows.ts"
import * as Resource from "../src/Resource.ts"

setFlagsFromString("--expose-gc")
const collect = Schema.decodeUnknownSync(Schema.Any)(runInNewContext("gc"))

const wire = (index: number) => ({
  _id: (0x1000000000 + index * 7919).toString(16).padStart(24, "a"),
  _created: new Date(1_700_000_000_000 + index * 86_400_000).toUTCString(),
  _updated: new Date(1_710_000_000_000 + index * 3_600_000).toUTCString(),
  _etag: "0123456789abcdef0123456789abcdef01234567",
  state: "debt_collection",
  status: "debt_collection_active",
  debt: { invoice_number: `INV-${index}` },
  total_remaining_capital_amount: 1000.5 + index,
})

const items: ReadonlyArray<unknown> = JSON.parse(JSON.stringify(Array.from({ length: 100 }, (_, index) => wire(index))))
const page = { items, sources: () => [] }

/**
 * Bytes of the heap that a row takes once the code is compiled: what is kept of it, and what was made on the way. The
 * least of many rounds, since a busy machine is late with compiling.
 */
const allocated = (decode: () => unknown): number => {
  for (let time = 0; time < 500; time++) decode()
  const measured = Array.from({ length: 60 }, () => {
    collect()
    const before = process.memoryUsage().heapUsed
    for (let time = 0; time < 10; time++) decode()
    return (process.memoryUsage().heapUsed - before) / 10 / items.length
  })
  return Math.min(...measured)
}

describe("decoding a row of the fields that the guide reads", () => {
  const open = Resource.project(resource, openFields)

  it("allocates the row and next to nothing else", () => {
    const bytes = allocated(() => Rows.ofPage(open, page, "fail"))
    expect(bytes).toBeLessThan(600)
  })

  it("allocates a little more when its text may be asked for", () => {
    const bytes = allocated(() => Rows.ofPage(open, page, "yield"))
    expect(bytes).toBeLessThan(800)
  })
})
