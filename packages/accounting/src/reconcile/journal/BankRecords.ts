/** What runs keep of bank files, and which accounts a person has confirmed to be Amili's. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { batchSize, query, storable } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Array from "effect/Array"
import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../bank/Account.ts"
import type { Coverage } from "../../bank/match/Arrivals.ts"
import type { Payer, Transfer } from "../../bank/match/Transfer.ts"

export const PayerRow = Schema.Struct({
  creditor_id: Schema.String,
  /** As in a bank file: `BGNR`, `IBAN`. */
  scheme: Schema.String,
  number: Schema.String,
  /** The creditor's own account on which the payouts come, as in a bank file; null for any. */
  receiving: Schema.NullOr(Schema.String),
  decided_by: Schema.String,
  reason: Schema.String,
  /** ISO. */
  decided_at: Schema.String,
})
export type PayerRow = typeof PayerRow.Type

export const BankFileRow = Schema.Struct({
  sha256: Schema.String,
  name: Schema.String,
  /** Booked entries, each counted in the first file that has it. */
  entries: Schema.Number,
  /** Of them, those that are not Amili's. */
  others: Schema.Number,
})
export type BankFileRow = typeof BankFileRow.Type

const CoverageRow = Schema.Struct({
  creditor_id: Schema.String,
  from_day: CalendarDay.CalendarDay,
  to_day: CalendarDay.CalendarDay,
})

const List = Schema.parseJson(Schema.Array(Schema.String))

const TransferRow = Schema.Struct({
  transfer_key: Schema.String,
  creditor_ids: List,
  booked_on: CalendarDay.CalendarDay,
  amount: Schema.BigDecimal,
  currency: Schema.String,
  payment_references: List,
  file: Schema.String,
})

/** What a run adds. */
export interface BankAddition {
  readonly files: ReadonlyArray<BankFileRow>
  readonly coverage: ReadonlyArray<Coverage>
  readonly transfers: ReadonlyArray<Transfer>
}

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const tables = ["bank_file", "bank_coverage", "bank_transfer"] as const

  const counts = sql`JOIN run ON run.profile = kept.profile AND run.serial = kept.serial
    AND run.dataset = 'reconcile' AND run.state = 'committed'`

  const payers = (profile: string): Effect.Effect<ReadonlyArray<PayerRow>, JournalError> =>
    sql`SELECT creditor_id, scheme, number, receiving, decided_by, reason, decided_at FROM bank_payer
        WHERE profile = ${profile} ORDER BY creditor_id, scheme, number`.pipe(query, Effect.map(decodePayers))

  /** Whoever confirms an account again changes nothing. */
  const confirm = (profile: string, payer: PayerRow): Effect.Effect<void, JournalError> =>
    sql`INSERT INTO bank_payer ${sql.insert({ profile, ...payer })}
        ON CONFLICT (profile, creditor_id, scheme, number) DO NOTHING`.pipe(query, Effect.asVoid)

  /** Adds to a run that is being written. */
  const add = (
    profile: string,
    serial: number,
    { coverage, files, transfers }: BankAddition,
  ): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      const own = { profile, serial }
      if (files.length > 0) yield* sql`INSERT INTO bank_file ${sql.insert(files.map((file) => ({ ...own, ...file })))}`
      if (coverage.length > 0)
        yield* sql`INSERT INTO bank_coverage ${sql.insert(
          coverage.map(({ creditorId, from, to }) => ({ ...own, creditor_id: creditorId, from_day: from, to_day: to })),
        )}`
      for (const batch of Array.chunksOf(transfers, batchSize))
        yield* sql`INSERT INTO bank_transfer ${sql.insert(batch.map((one) => ({ ...own, ...rowOf(one) })))}`
    }).pipe(query)

  /** What committed runs have kept, each once; of a transfer that came again, as it was read last. */
  const kept = (profile: string) =>
    Effect.gen(function* () {
      const files = yield* query(sql`SELECT kept.* FROM bank_file AS kept ${counts}
        WHERE kept.profile = ${profile} ORDER BY kept.serial, kept.name`)
      const coverage = yield* query(sql`SELECT creditor_id, MIN(from_day) AS from_day, MAX(to_day) AS to_day
        FROM bank_coverage AS kept ${counts} WHERE kept.profile = ${profile} GROUP BY creditor_id ORDER BY creditor_id`)
      const transfers = yield* query(sql`SELECT kept.* FROM bank_transfer AS kept ${counts}
        WHERE kept.profile = ${profile} ORDER BY kept.serial, kept.transfer_key`)
      return {
        files: [...new Map(decodeFiles(files).map((file) => [file.sha256, file])).values()],
        coverage: decodeCoverage(coverage).map(({ creditor_id, from_day, to_day }): Coverage => ({
          creditorId: creditor_id,
          from: from_day,
          to: to_day,
        })),
        transfers: [...new Map(decodeTransfers(transfers).map((row) => [row.transfer_key, transferOf(row)])).values()],
      }
    })

  const forget = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
    Effect.forEach(
      tables,
      (table) => sql`DELETE FROM ${sql(table)} WHERE profile = ${profile} AND serial = ${serial}`,
      { discard: true },
    )

  return { add, confirm, forget, kept, payers }
})

export class BankRecords extends Effect.Service<BankRecords>()("accounting/BankRecords", { effect: methods }) {}

/** As transfers are compared with it. */
export const payerOf = ({ creditor_id, number, receiving, scheme }: PayerRow): Payer => ({
  creditorId: creditor_id,
  account: { scheme: scheme === "" ? undefined : scheme, number },
  receiving: receiving === null ? undefined : { scheme: "IBAN", number: receiving },
})

/** An account as it is kept: `BGNR`, `50501055`. */
export const schemeAndNumber = (account: Account.Account) => {
  const key = Account.keyOf(account)
  const scheme = account.scheme ?? ""
  return { scheme, number: key.slice(scheme === "" ? 0 : scheme.length + 1) }
}

const rowOf = (transfer: Transfer) => ({
  transfer_key: transfer.key,
  creditor_ids: JSON.stringify([...transfer.creditorIds].toSorted()),
  booked_on: transfer.bookedOn,
  amount: BigDecimal.format(transfer.amount),
  currency: transfer.currency,
  payment_references: storable(JSON.stringify([...transfer.references].toSorted())) ?? "[]",
  file: storable(transfer.place.file) ?? "",
})

const transferOf = (row: typeof TransferRow.Type): Transfer => ({
  key: row.transfer_key,
  creditorIds: new Set(row.creditor_ids),
  bookedOn: row.booked_on,
  amount: row.amount,
  currency: row.currency,
  references: new Set(row.payment_references),
  place: { file: row.file, line: undefined },
})

const decodePayers = rowsOf(PayerRow)
const decodeFiles = rowsOf(BankFileRow)
const decodeCoverage = rowsOf(CoverageRow)
const decodeTransfers = rowsOf(TransferRow)
