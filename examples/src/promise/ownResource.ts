/** A resource that core does not have: a schema and a name are all it takes. `node dist/promise/ownResource.js` */
import * as Creditor from "@amili-cases/core/Creditor"
import * as Field from "@amili-cases/core/Field"
import * as Money from "@amili-cases/core/Money"
import * as Resource from "@amili-cases/core/Resource"
import * as Timestamp from "@amili-cases/core/Timestamp"
import { BigDecimal, Schema } from "effect"
import { connect, report } from "./amili.ts"

/** Our names on the left, the API's on the right; only what this program needs. */
const Line = Schema.Struct({
  ...Field.system(Field.objectId("LineId")),
  creditorId: Field.optional("creditor", Creditor.CreditorId),
  category: Field.optional("finance_category", Schema.String),
  total: Field.optional("total_amount", Money.Amount),
  paidOn: Field.optional("payout_date", Timestamp.Timestamp),
})

const amili = connect()
const lines = amili.resource(Resource.make("finance--payout-specifications", Line))

const largest = async () => {
  // Paths, operators and values come from the schema: a misspelt one does not compile.
  const large = { total: { $gt: BigDecimal.make(1000n, 0) }, paidOn: { $ne: null } } as const
  console.log(`${await lines.count(large)} of ${await lines.count()} lines are paid and above 1000`)

  let sum = 0n
  for await (const { total } of lines.walk(large, { projection: ["total"], malformed: "skip" })) {
    if (total !== undefined) sum += Money.toMinor(total)
  }
  console.log(`together ${Money.formatMinor(sum)}`)
}

await largest().catch(report).finally(amili.close)
