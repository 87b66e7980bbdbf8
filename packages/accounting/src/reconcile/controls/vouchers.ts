/** The controls of vouchers: what they book against the lines, and what people approved against what became of it. */
import * as Effect from "effect/Effect"
import type { Request } from "../build/request.ts"
import { type ByCurrency, ControlSums } from "../journal/ControlSums.ts"
import { type VoucherSum, VoucherSums } from "../journal/VoucherSums.ts"
import { add } from "./byCurrency.ts"
import { control, notCompared } from "./control.ts"

/** What the vouchers that were emitted have booked of lines, against the lines. */
export const clearing = ({ knowledge, month, opening, place, until }: Request) =>
  Effect.gen(function* () {
    const sums = yield* ControlSums
    const found = yield* sums.clearing(place.profile, knowledge.payouts, month.end, { opening, until })
    const waiting = found.reduce((sum, one) => sum + one.waiting, 0)
    if (found.every(({ booked }) => booked === 0)) return notCompared("C7", none)
    const side = (key: "clearing" | "unpaid"): ByCurrency => new Map(found.map((one) => [one.currency ?? "", one[key]]))
    return control("C7", side("clearing"), side("unpaid"), {
      sv: `Avräkningskontot enligt verifikaten, minus utbetalda rader = obetalda rader (${waiting} rader är inte bokförda)`,
      en: `the clearing account by vouchers, less lines paid out = unpaid lines (${waiting} lines are not booked)`,
    })
  })

/** What people approved, by their decisions, against what runs say they emitted and what waits: of all vouchers so far. */
export const approvals = ({ place: { profile }, until }: Request) =>
  Effect.gen(function* () {
    const sums = yield* VoucherSums
    const approved = yield* sums.approved(profile, until)
    const emitted = yield* sums.emitted(profile, until)
    const waiting = yield* sums.waiting(profile, until)
    if ([approved, emitted, waiting].every((side) => side.length === 0)) return notCompared("C8", none)
    const count = (sides: ReadonlyArray<VoucherSum>) => sides.reduce((sum, { vouchers }) => sum + vouchers, 0)
    return control("C8", sidesOf(approved), sidesOf([...emitted, ...waiting]), {
      sv: `Godkända verifikat enligt besluten = utlämnade enligt manifesten (${count(emitted)}) + godkända som väntar (${count(waiting)}), antal och debet`,
      en: `vouchers approved by the decisions = emitted by the manifests (${count(emitted)}) + approved and waiting (${count(waiting)}), number and debit`,
    })
  })

/** The number of vouchers, and the sum of their debits in each currency. */
const sidesOf = (sums: ReadonlyArray<VoucherSum>): ByCurrency =>
  add(
    ...sums.map(
      ({ amount, currency, vouchers }) =>
        new Map([["", BigInt(vouchers)], ...(currency === undefined ? [] : [[currency, amount] as const])]),
    ),
  )

const none = { sv: "inga verifikat", en: "no vouchers" }
