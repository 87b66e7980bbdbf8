/** How `#VER` and the rows of a voucher are read. */
import type { Transaction, Voucher } from "../model/Voucher.ts"
import type { Cursor } from "./Cursor.ts"

/** The label of a voucher. */
export const voucherLabel = "#VER"

export const kindOf: ReadonlyMap<string, Transaction["kind"]> = new Map([
  ["#TRANS", "normal"],
  ["#RTRANS", "added"],
  ["#BTRANS", "removed"],
])

export const voucher = (next: Cursor, line: number): Omit<Voucher, "transactions" | "others"> => ({
  line,
  series: next.optionalText(),
  number: next.optionalText(),
  date: next.date(),
  text: next.optionalText(),
  registered: next.optionalDate(),
  signature: next.optionalText(),
  extra: next.extra(),
})

export const transaction = (kind: Transaction["kind"], next: Cursor, line: number): Transaction => ({
  line,
  kind,
  account: next.nonEmpty(),
  objects: next.objects(),
  amount: next.amount(),
  date: next.optionalDate(),
  text: next.optionalText(),
  quantity: next.optionalAmount(),
  signature: next.optionalText(),
  extra: next.extra(),
})
