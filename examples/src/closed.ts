/**
 * What was closed since last time, in a store of your own (here a JSON file): `node dist/closed.js closed.json`
 * Run it as often as you like: no case is missed, none is counted twice.
 */
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { Cases } from "@amili-cases/core/Cases"
import * as Checkpoint from "@amili-cases/core/Checkpoint"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Timestamp from "@amili-cases/core/Timestamp"
import { Console, Effect, Option, Schema, Stream } from "effect"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { Amili } from "./amili.ts"

/** The rows by case id, and how far they reach. */
const Store = Schema.parseJson(
  Schema.Struct({
    checkpoint: Schema.optional(Checkpoint.Checkpoint),
    closings: Schema.Record({ key: Schema.String, value: Schema.String }),
  }),
)
const file = process.argv[2] ?? "closed.json"
const empty: typeof Store.Type = { closings: {} }
const load = existsSync(file) ? Schema.decode(Store)(readFileSync(file, "utf8")) : Effect.succeed(empty)
const save = (store: typeof Store.Type) =>
  Effect.map(Schema.encode(Store)(store), (json) => {
    writeFileSync(`${file}.new`, json)
    renameSync(`${file}.new`, file)
  })

const incremental = Effect.gen(function* () {
  const cases = yield* Cases
  const { checkpoint, closings } = yield* load
  // The server's clock, before the first request: ours may be wrong.
  const window = Checkpoint.next(checkpoint, yield* (yield* AmiliClient).serverTime)

  const known = new Map(Object.entries(closings))
  yield* cases.closed(window, { projection: ["closed"] }).pipe(
    Stream.runForEach(({ closed, id }) => {
      const date = Option.fromNullable(closed?.date)
      const row = `${Option.match(date, { onNone: () => "-", onSome: Timestamp.format })}: ${SettlementClass.of(closed?.reason)}`
      const before = known.get(id)
      known.set(id, row)
      if (before === row) return Effect.void // The overlap brings back what is known.
      return Console.log(`${before === undefined ? "new" : "changed"}\t${id}\t${row}`)
    }),
  )
  // Rows and checkpoint together: a crash before this line reads the same window again.
  yield* save({ checkpoint: Checkpoint.after(window), closings: Object.fromEntries(known) })

  const undated = yield* Stream.runCount(cases.undated({}, { projection: [] }))
  yield* Console.log(`${known.size} closed in all, ${undated} more without a date: look at those by hand`)
})

await incremental.pipe(Effect.provide(Amili), Effect.runPromise)
