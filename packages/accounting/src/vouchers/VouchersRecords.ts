/** What runs of vouchers keep in the journal: which voucher each has emitted. The vouchers themselves were there before. */
import type { Records, Statement } from "@amili-cases/export-engine/dataset/Dataset"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { dataHash, inOrder } from "./emit/stored.ts"
import { type Kept, Vouchers } from "./journal/Vouchers.ts"

export const records: Effect.Effect<Records, never, SqlClient> = Effect.gen(function* () {
  const vouchers = yield* Vouchers
  const made: Records = {
    commit: () => Effect.void,
    forget: ({ profile, serial }) => vouchers.forget(profile, serial),
    // What it would have emitted is approved, and comes with the next run.
    abandon: () => Effect.void,
    hash: ({ profile, serial }) =>
      Effect.map(vouchers.ofRun(profile, serial), (all) => (all.length === 0 ? undefined : dataHash(inOrder(all)))),
    history: (profile, wanted) =>
      Effect.map(vouchers.about(profile, wanted), (all) => all.flatMap((voucher) => statementsOf(voucher, wanted))),
    abandoned: () => Effect.succeed([]),
  }
  return made
}).pipe(Effect.provide(Vouchers.Default))

const statementsOf = ({ date, id, serial, series, shares, text }: Kept, wanted: string): ReadonlyArray<Statement> => {
  if (serial === undefined) return []
  const subjects = shares.filter(
    ({ caseId, payoutId, source }) => source.id === wanted || caseId === wanted || payoutId === wanted,
  )
  const [first] = subjects
  if (first === undefined) return []
  const parts = [...new Set(subjects.map(({ source }) => source.part))].join(", ")
  return [
    { subject: id, serial, kind: "voucher", detail: `voucher ${id}: ${parts}, series ${series}, ${date}, ${text}` },
  ]
}
