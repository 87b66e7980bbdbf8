/**
 * What was closed since last time, in a store of your own (here a JSON file): `node dist/promise/closed.js closed.json`
 * Run it as often as you like: no case is missed, none is counted twice.
 */
import * as Checkpoint from "@amili-cases/core/Checkpoint"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Timestamp from "@amili-cases/core/Timestamp"
import { Schema } from "effect"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { connect, report } from "./amili.ts"

/** The rows by case id, and how far they reach. */
const Store = Schema.parseJson(
  Schema.Struct({
    checkpoint: Schema.optional(Checkpoint.Checkpoint),
    closings: Schema.Record({ key: Schema.String, value: Schema.String }),
  }),
)
const file = process.argv[2] ?? "closed.json"
const empty: typeof Store.Type = { closings: {} }
const load = () => (existsSync(file) ? Schema.decodeSync(Store)(readFileSync(file, "utf8")) : empty)
const save = (store: typeof Store.Type) => {
  writeFileSync(`${file}.new`, Schema.encodeSync(Store)(store))
  renameSync(`${file}.new`, file)
}

const amili = connect()

const incremental = async () => {
  const { checkpoint, closings } = load()
  // The server's clock, before the first request: ours may be wrong.
  const window = Checkpoint.next(checkpoint, await amili.serverTime())

  const known = new Map(Object.entries(closings))
  for await (const { closed, id } of amili.cases.closed(window, { projection: ["closed"] })) {
    const date = closed?.date === undefined ? "-" : Timestamp.format(closed.date)
    const row = `${date}: ${SettlementClass.of(closed?.reason)}`
    const before = known.get(id)
    known.set(id, row)
    if (before === row) continue // The overlap brings back what is known.
    console.log(`${before === undefined ? "new" : "changed"}\t${id}\t${row}`)
  }
  // Rows and checkpoint together: a crash before this line reads the same window again.
  save({ checkpoint: Checkpoint.after(window), closings: Object.fromEntries(known) })

  const undated = await amili.cases.count({ where: { closed: { $ne: null }, "closed.date": null } })
  console.log(`${known.size} closed in all, ${undated} more without a date: look at those by hand`)
}

await incremental().catch(report).finally(amili.close)
