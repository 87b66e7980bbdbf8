/** The events of payouts in the journal. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { PayoutEvent } from "../events/PayoutEvent.ts"
import * as EventTable from "./EventTable.ts"

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const table = yield* EventTable.make({
    table: "payout_event",
    id: "payout_id",
    schema: PayoutEvent,
    idOf: ({ payoutId }) => payoutId,
  })

  /** By id or reference. */
  const history = (from: "abandoned" | "counted", profile: string, wanted: string) =>
    table.history(from, profile, sql`(payout_id = ${wanted} OR payout_reference = ${wanted})`)

  return { ...table, history }
})

export class PayoutEvents extends Effect.Service<PayoutEvents>()("accounting/PayoutEvents", { effect: methods }) {}
