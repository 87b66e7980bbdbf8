/** Records a run of vouchers again: its vouchers, and who has decided what until then. The decision log has the rest. */
import type { Rebuilding } from "@amili-cases/export-engine/dataset/Dataset"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Effect from "effect/Effect"
import { VoucherDecisions } from "../journal/Decisions.ts"
import { Vouchers } from "../journal/Vouchers.ts"
import { archived } from "./archived.ts"
import { dataHash, voucherOf } from "./stored.ts"

export const rebuild = ({ archive, run }: Rebuilding) =>
  Effect.gen(function* () {
    const { profile, serial } = run
    const journal = yield* Vouchers
    const decisions = yield* VoucherDecisions
    const { decisions: decided, vouchers } = yield* archived(archive)
    const add = Effect.gen(function* () {
      // They stay where making the journal again is interrupted: they were approved, and come with their run.
      const known = new Set((yield* journal.all(profile)).map(({ id }) => id))
      for (const voucher of vouchers)
        if (!known.has(voucher.id)) yield* journal.add(profile, [voucherOf(voucher)], { ...voucher, state: "approved" })
      yield* decisions.restore(profile, decided)
      yield* journal.emit(
        profile,
        serial,
        vouchers.map(({ id }) => id),
      )
    })
    yield* (yield* Runs).whileOurs(run, add)
    return dataHash(vouchers)
  })
