/**
 * What bank files say about payouts: Amili's transfers, and the days that were looked at. Other rows are counted and
 * nothing else is kept of them. It exists only when every file has been read to its end.
 */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Account from "../Account.ts"
import type { BalanceCheck } from "../BalanceCheck.ts"
import type { BankFileRead, Read } from "../BankFiles.ts"
import type { Statement } from "../Statement.ts"
import type { Coverage } from "./Arrivals.ts"
import { type Payer, type Transfer, transfersOf } from "./Transfer.ts"

export interface Received {
  readonly files: ReadonlyArray<BankFileRead>
  /** Each once, booked. */
  readonly transfers: ReadonlyArray<Transfer>
  /** Booked entries without a transfer of Amili's, each once. */
  readonly otherEntries: number
  /** Booked entries that came again, and did not count again. */
  readonly repeatedEntries: number
  /** Entries that the bank has not booked. */
  readonly pendingEntries: number
  readonly statements: ReadonlyArray<{ readonly statement: Statement; readonly balance: BalanceCheck }>
  /** For `Arrivals.match`. Days between two files of an account count as covered. */
  readonly coverage: ReadonlyArray<Coverage>
}

export const collect = <E, R>(
  records: Stream.Stream<Read, E, R>,
  payers: ReadonlyArray<Payer>,
): Effect.Effect<Received, E, R> =>
  Effect.suspend(() => {
    const files: Array<BankFileRead> = []
    const transfers: Array<Transfer> = []
    const statements: Array<Received["statements"][number]> = []
    const counts = { otherEntries: 0, repeatedEntries: 0, pendingEntries: 0 }
    const days = makeDays()

    const add = (record: Read): void => {
      if (record._tag === "File") {
        files.push(record.file)
        return
      }
      if (record._tag === "Statement") {
        statements.push({ statement: record.statement, balance: record.balance })
        days.add(record.statement.account, daysOf(record.statement))
        return
      }
      const { entry, isRepeated, key } = record
      if (entry.status !== "booked") {
        counts.pendingEntries++
        return
      }
      days.add(entry.statement.account, [entry.bookedOn])
      if (isRepeated) {
        counts.repeatedEntries++
        return
      }
      const found = transfersOf(entry, key, payers)
      if (found.length === 0) counts.otherEntries++
      transfers.push(...found)
    }

    return Effect.map(
      Stream.runForEach(records, (record) => Effect.sync(() => add(record))),
      () => ({ files, transfers, ...counts, statements, coverage: days.coverage(payers) }),
    )
  })

const daysOf = ({ closing, createdOn, from, opening, to }: Statement) => [
  from ?? opening?.day ?? createdOn,
  to ?? closing?.day ?? createdOn,
]

/** First and last day of each account. */
const makeDays = () => {
  const spans = new Map<string, { readonly from: CalendarDay; readonly to: CalendarDay }>()
  return {
    add: (account: Account.Account, days: ReadonlyArray<CalendarDay | undefined>): void => {
      const key = Account.keyOf(account)
      for (const day of days) {
        if (day === undefined) continue
        const { from, to } = spans.get(key) ?? { from: day, to: day }
        spans.set(key, { from: day < from ? day : from, to: day > to ? day : to })
      }
    },
    /** A creditor without an account of its own is paid on any of them. */
    coverage: (payers: ReadonlyArray<Payer>): ReadonlyArray<Coverage> =>
      Array.from(new Set(payers.map(({ creditorId }) => creditorId))).flatMap((creditorId) => {
        const own = payers.filter((payer) => payer.creditorId === creditorId).map(({ receiving }) => receiving)
        const keys = own.includes(undefined)
          ? Array.from(spans.keys())
          : own.flatMap((account) => (account === undefined ? [] : [Account.keyOf(account)]))
        const found = keys.flatMap((key) => spans.get(key) ?? [])
        const [from] = found.map(({ from }) => from).toSorted()
        const to = found
          .map(({ to }) => to)
          .toSorted()
          .at(-1)
        return from === undefined || to === undefined ? [] : [{ creditorId, from, to }]
      }),
  }
}
