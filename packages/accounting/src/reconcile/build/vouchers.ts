/** What has become of the month's vouchers, and what waits of earlier ones. */
import * as Effect from "effect/Effect"
import { VoucherSums } from "../journal/VoucherSums.ts"
import type { Summary } from "../stand/Summary.ts"
import type { Request } from "./request.ts"

export const vouchers = ({ asOf, month, place: { profile }, until }: Request) =>
  Effect.gen(function* () {
    const sums = yield* VoucherSums
    const all = yield* sums.ofMonth(profile, month, until)
    // Drafts and questions are those of today: what they were on an earlier day is not kept.
    const isPast = asOf === until
    const totals = isPast ? all.filter(({ state }) => state !== "drafted") : all
    const questions = isPast ? [] : yield* sums.questions(profile)
    const found: Summary["vouchers"] = totals.length === 0 && questions.length === 0 ? undefined : { totals, questions }
    return found
  })
