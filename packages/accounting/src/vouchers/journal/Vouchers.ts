/** Vouchers in the journal: drafts, which the next draft replaces, and what a person has approved, which nothing changes. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { batchSize, query, storable, transaction } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Kind } from "../rules/Source.ts"
import type { Share, Voucher } from "../rules/grouped.ts"
import type { Stored } from "../rules/walk.ts"
import { decodePostings, decodeSources, decodeVouchers, sharesOf, toRows } from "./rows.ts"

/** A voucher, and what has become of it. */
export interface Kept extends Voucher {
  readonly state: "approved" | "draft" | "emitted"
  /** Of the run that emitted it. */
  readonly serial: number | undefined
  readonly undoes: string | undefined
  readonly rebook: boolean
  readonly ruleVersion: number
}

/** What is known when a voucher is added. */
export interface Adding {
  readonly state: "approved" | "draft"
  readonly undoes?: string | undefined
  readonly rebook?: boolean | undefined
  readonly ruleVersion: number
}

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const insert = (table: string, rows: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
    Effect.forEach(Array.chunksOf(rows, batchSize), (batch) => sql`INSERT INTO ${sql(table)} ${sql.insert(batch)}`, {
      discard: true,
    })

  const adding = (profile: string, vouchers: ReadonlyArray<Voucher>, as: Adding): Effect.Effect<void, SqlError> =>
    Effect.gen(function* () {
      const rows = vouchers.map((voucher) => toRows(profile, voucher))
      yield* insert(
        "voucher",
        vouchers.map(({ clearing, creditorId, currency, date, id, series, text, year }) => ({
          profile,
          id,
          state: as.state,
          creditor_id: creditorId,
          currency,
          series,
          clearing,
          date,
          year_start: year.start,
          year_end: year.end,
          text: storable(text),
          undoes: as.undoes ?? null,
          rebook: as.rebook === true ? 1 : 0,
          rule_version: as.ruleVersion,
        })),
      )
      yield* insert(
        "voucher_source",
        rows.flatMap(({ sources }) => sources),
      )
      yield* insert(
        "voucher_posting",
        rows.flatMap(({ postings }) => postings),
      )
    })

  /** Adds vouchers, all or none; fails where an event has been booked already. */
  const add = (profile: string, vouchers: ReadonlyArray<Voucher>, as: Adding): Effect.Effect<void, JournalError> =>
    adding(profile, vouchers, as).pipe(transaction(sql), query)

  const removing = (profile: string, which: Fragment) =>
    Effect.gen(function* () {
      const rows = decodeIds(yield* sql`SELECT id FROM voucher WHERE profile = ${profile} AND ${which}`)
      for (const batch of Array.chunksOf(rows, batchSize)) {
        const ids = batch.map(({ id }) => id)
        for (const table of ["voucher_posting", "voucher_source"])
          yield* sql`DELETE FROM ${sql(table)} WHERE profile = ${profile} AND ${sql.in("voucher_id", ids)}`
        yield* sql`DELETE FROM voucher WHERE profile = ${profile} AND ${sql.in("id", ids)}`
      }
    })

  /** A new draft takes the place of what nobody has approved. */
  const replaceDrafts = (profile: string, vouchers: ReadonlyArray<Voucher>, ruleVersion: number) =>
    Effect.zipRight(
      removing(profile, sql`state = 'draft'`),
      adding(profile, vouchers, { state: "draft", ruleVersion }),
    ).pipe(transaction(sql), query)

  /** Removes drafts about these subjects, which something else has overtaken. */
  const removeDrafts = (profile: string, subjects: ReadonlyArray<string>) =>
    Effect.forEach(
      Array.chunksOf(subjects, batchSize),
      (batch) =>
        removing(
          profile,
          sql`state = 'draft' AND id IN (SELECT voucher_id FROM voucher_source
            WHERE profile = ${profile} AND ${sql.in("source_id", batch)})`,
        ),
      { discard: true },
    ).pipe(transaction(sql), query)

  /** Takes an approval back: the voucher was not emitted. */
  const withdraw = (profile: string, id: string) =>
    removing(
      profile,
      sql`id = ${id} AND NOT EXISTS (SELECT 1 FROM voucher_emission AS out
        WHERE out.profile = voucher.profile AND out.voucher_id = voucher.id)`,
    ).pipe(transaction(sql), query)

  const load = (profile: string, condition: Fragment): Effect.Effect<ReadonlyArray<Kept>, JournalError> =>
    Effect.gen(function* () {
      const rows = yield* query(sql`SELECT voucher.*, run.serial AS serial FROM voucher
        LEFT JOIN voucher_emission AS emitted ON emitted.profile = voucher.profile AND emitted.voucher_id = voucher.id
        LEFT JOIN run ON run.profile = voucher.profile AND run.dataset = 'vouchers' AND run.serial = emitted.serial
          AND run.state = 'committed'
        WHERE voucher.profile = ${profile} AND ${condition} ORDER BY creditor_id, date, id`)
      const serials = decodeSerials(rows)
      const shares = yield* sharesIn(
        profile,
        serials.map(({ id }) => id),
      )
      return decodeVouchers(rows).map((row, index): Kept => {
        const serial = serials[index]?.serial ?? undefined
        return {
          id: row.id,
          state: serial === undefined ? row.state : "emitted",
          serial,
          creditorId: row.creditor_id,
          currency: row.currency,
          series: row.series,
          clearing: row.clearing,
          date: row.date,
          year: { start: row.year_start, end: row.year_end },
          text: row.text,
          undoes: row.undoes ?? undefined,
          rebook: row.rebook === 1,
          ruleVersion: row.rule_version,
          shares: shares.get(row.id) ?? [],
        }
      })
    })

  const sharesIn = (profile: string, ids: ReadonlyArray<string>) =>
    Effect.map(
      Effect.forEach(Array.chunksOf(ids, batchSize), (batch) => {
        const own = sql`profile = ${profile} AND ${sql.in("voucher_id", batch)}`
        return Effect.zipWith(
          // By voucher first, or SQLite would go through all that the profile has booked.
          query(
            sql`SELECT * FROM voucher_source WHERE ${own} ORDER BY voucher_id, kind, source_id, event, round, part`,
          ),
          query(sql`SELECT * FROM voucher_posting WHERE ${own} ORDER BY voucher_id, seq`),
          (sources, postings) => sharesOf(decodeSources(sources), decodePostings(postings)),
        )
      }),
      (maps): ReadonlyMap<string, ReadonlyArray<Share>> => new Map(maps.flatMap((map) => [...map])),
    )

  const all = (profile: string) => load(profile, sql`1 = 1`)
  const drafts = (profile: string) => load(profile, sql`voucher.state = 'draft'`)
  const ofRun = (profile: string, serial: number) =>
    load(
      profile,
      sql`voucher.id IN (SELECT voucher_id FROM voucher_emission WHERE profile = ${profile} AND serial = ${serial})`,
    )
  const withIds = (profile: string, ids: ReadonlyArray<string>) =>
    Effect.map(
      Effect.forEach(Array.chunksOf(ids, batchSize), (batch) => load(profile, sql.in("voucher.id", batch))),
      (found): ReadonlyArray<Kept> => found.flat(),
    )
  /** Whose id begins so. */
  const beginning = (profile: string, start: string) =>
    load(profile, sql`SUBSTR(voucher.id, 1, ${start.length}) = ${start}`)
  /** Approved, and in no run. */
  const waiting = (profile: string) =>
    load(
      profile,
      sql`voucher.state = 'approved' AND NOT EXISTS (SELECT 1 FROM voucher_emission AS out
        WHERE out.profile = voucher.profile AND out.voucher_id = voucher.id)`,
    )
  /** About a case, a line or a transfer, drafts included. */
  const about = (profile: string, subject: string) =>
    load(
      profile,
      sql`voucher.id IN (SELECT voucher_id FROM voucher_source WHERE profile = ${profile}
        AND (case_id = ${subject} OR source_id = ${subject} OR payout_id = ${subject}))`,
    )

  /** What approved vouchers have booked of subjects of a kind, by their ids. */
  const storedOf = (profile: string, kind: Kind, ids: ReadonlyArray<string>) =>
    Effect.gen(function* () {
      const found = new Map<string, Array<Stored>>()
      if (ids.length === 0) return found
      const rows = yield* query(sql`SELECT source.*, voucher.rebook FROM voucher_source AS source
        JOIN voucher ON voucher.profile = source.profile AND voucher.id = source.voucher_id
        WHERE source.profile = ${profile} AND source.kind = ${kind} AND ${sql.in("source.source_id", ids)}
        AND voucher.state = 'approved'`)
      if (rows.length === 0) return found
      const postings = yield* query(sql`SELECT posting.* FROM voucher_posting AS posting
        JOIN voucher ON voucher.profile = posting.profile AND voucher.id = posting.voucher_id
        WHERE posting.profile = ${profile} AND posting.kind = ${kind} AND ${sql.in("posting.source_id", ids)}
        AND voucher.state = 'approved' ORDER BY posting.voucher_id, posting.seq`)
      const flags = new Map(decodeRebook(rows).map(({ rebook, voucher_id }) => [voucher_id, rebook === 1]))
      for (const [voucherId, shares] of sharesOf(decodeSources(rows), decodePostings(postings)))
        for (const { postings: booked, source } of shares) {
          const stored = { source, postings: booked, rebook: flags.get(voucherId) === true }
          const known = found.get(source.id)
          if (known === undefined) found.set(source.id, [stored])
          else known.push(stored)
        }
      return found
    })

  const approve = (profile: string, ids: ReadonlyArray<string>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(ids, batchSize),
      (batch) => sql`UPDATE voucher SET state = 'approved' WHERE profile = ${profile} AND ${sql.in("id", batch)}`,
      { discard: true },
    ).pipe(transaction(sql), query)

  /** The vouchers are in a run that is being written. */
  const emit = (profile: string, serial: number, ids: ReadonlyArray<string>): Effect.Effect<void, JournalError> =>
    query(
      insert(
        "voucher_emission",
        ids.map((voucher_id) => ({ profile, voucher_id, serial })),
      ),
    )

  const forget = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
    Effect.asVoid(sql`DELETE FROM voucher_emission WHERE profile = ${profile} AND serial = ${serial}`)

  return {
    about,
    add,
    all,
    approve,
    beginning,
    drafts,
    emit,
    forget,
    ofRun,
    removeDrafts,
    replaceDrafts,
    storedOf,
    waiting,
    withIds,
    withdraw,
  }
})

export class Vouchers extends Effect.Service<Vouchers>()("accounting/Vouchers", { effect: methods }) {}

const decodeSerials = rowsOf(Schema.Struct({ id: Schema.String, serial: Schema.NullOr(Schema.Number) }))
const decodeIds = rowsOf(Schema.Struct({ id: Schema.String }))
const decodeRebook = rowsOf(Schema.Struct({ voucher_id: Schema.String, rebook: Schema.Number }))
