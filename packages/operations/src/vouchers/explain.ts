/** What a voucher books, down to the raw documents. */
import { VoucherDecisions } from "@amili-cases/accounting/vouchers/journal/Decisions"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import * as Effect from "effect/Effect"
import type { Place } from "../journal/KnownJournal.ts"

/** By the number of a voucher or its first digits; or by the id of a case, a payout line or a payout. */
export const explain = ({ out, profile }: Place, wanted: string) =>
  Effect.gen(function* () {
    const vouchers = yield* Vouchers
    const named = wanted.length < 4 ? [] : yield* vouchers.beginning(profile, wanted)
    const found = named.length > 0 ? named : yield* vouchers.about(profile, wanted)
    if (found.length === 0)
      return yield* inBoth(
        { message: `no voucher has this number or is about it: ${wanted}`, hint: "see amili-export vouchers list" },
        {
          message: `inget verifikat har numret eller handlar om det: ${wanted}`,
          hint: "se amili-export vouchers list",
        },
      )
    const decisions = yield* (yield* VoucherDecisions).all(profile)
    return yield* Effect.forEach(found, (voucher) =>
      Effect.gen(function* () {
        const sources = [...new Set(voucher.shares.map(({ source }) => source.id))]
        // What is asked for by its own number is followed down; a case has many.
        const said = named.length > 0 ? yield* Effect.forEach(sources, (id) => Explain.explain(profile, out, id)) : []
        return {
          voucher,
          decisions: decisions.filter(({ voucher_id }) => voucher_id === voucher.id),
          said: said.flat().filter(({ dataset }) => dataset !== "vouchers" && dataset !== "reconcile"),
        }
      }),
    )
  })
