/** A resource that core does not have: a schema and a name are all it takes. `node dist/ownResource.js` */
import * as Creditor from "@amili-cases/core/Creditor"
import * as Field from "@amili-cases/core/Field"
import * as Money from "@amili-cases/core/Money"
import * as Reader from "@amili-cases/core/Reader"
import * as Resource from "@amili-cases/core/Resource"
import * as Timestamp from "@amili-cases/core/Timestamp"
import { BigDecimal, Console, Effect, Schema, Stream } from "effect"
import { Amili } from "./amili.ts"

const LineId = Field.objectId("LineId")

/** Our names on the left, the API's on the right; only what this program needs. */
const Line = Schema.Struct({
  ...Field.system(LineId),
  creditorId: Field.optional("creditor", Creditor.CreditorId),
  category: Field.optional("finance_category", Schema.String),
  total: Field.optional("total_amount", Money.Amount),
  paidOn: Field.optional("payout_date", Timestamp.Timestamp),
})
const lines = Resource.make("finance--payout-specifications", Line)

const program = Effect.gen(function* () {
  const reader = yield* Reader.make(lines)
  // Paths, operators and values come from the schema: a misspelt one does not compile.
  const large = { total: { $gt: BigDecimal.make(1000n, 0) }, paidOn: { $ne: null } } as const

  yield* Console.log(`${yield* reader.count(large)} of ${yield* reader.count()} lines are paid and above 1000`)
  const totals = yield* reader
    .walk(large, { projection: ["total"], malformed: "skip" })
    .pipe(Stream.runFold(0n, (sum, { total }) => sum + (total === undefined ? 0n : Money.toMinor(total))))
  yield* Console.log(`together ${Money.formatMinor(totals)}`)
})

await program.pipe(Effect.provide(Amili), Effect.runPromise)
