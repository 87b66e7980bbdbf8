/** Writes what a run emits, in one order: when it is made, and when it is made again. */
import type { Writer } from "@amili-cases/export-engine/dataset/Output"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import { accountRows, type Names, postingRows, type VouchersRows } from "../files/rows.ts"
import type { VouchersClosing } from "../files/VouchersWorkbook.ts"
import type { Voucher } from "../rules/grouped.ts"

const batch = 500

export const writeVouchers = (
  write: Writer<VouchersRows, VouchersClosing>["write"],
  vouchers: ReadonlyArray<Voucher>,
  names: Names,
) =>
  Effect.gen(function* () {
    for (const some of Array.chunksOf(vouchers, batch))
      yield* write(
        "postings",
        some.flatMap((voucher) => postingRows(voucher, names)),
      )
    const accounts = accountRows(vouchers, names)
    if (accounts.length > 0) yield* write("accounts", accounts)
  })
