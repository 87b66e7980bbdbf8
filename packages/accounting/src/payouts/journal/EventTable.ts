/** A table of events in the journal, of lines or of payouts: rows are added and never changed. */
import { batchSize, query } from "@amili-cases/export-engine/database/statement"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import * as Array from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"

/** Up to and with which event the journal is looked at: one that makes a run again knows no more than the run did. */
export interface Moment {
  readonly serial: number
  readonly seq: number
}

/** Events that are read at once. */
const pageSize = 2000

/** After every event. */
export const now: Moment = { serial: 2 ** 31 - 1, seq: 0 }

export interface Placed {
  readonly revision: number
  readonly serial: number
  readonly seq: number
}

interface Options<E extends Placed, I extends Readonly<Record<string, unknown>>> {
  readonly table: string
  /** Column of the id. */
  readonly id: string
  readonly schema: Schema.Schema<E, I>
  readonly idOf: (event: E) => string
}

export const make = <E extends Placed, I extends Readonly<Record<string, unknown>>>({
  id,
  idOf,
  schema,
  table,
}: Options<E, I>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const name = sql(table)
    const column = sql(id)
    const decode = rowsOf(schema)
    const encode = Schema.encodeSync(schema)
    const abandoned = sql(`abandoned_${table}`)

    const select = (condition: Fragment): Effect.Effect<ReadonlyArray<E>, JournalError> =>
      sql`SELECT * FROM ${name} WHERE ${condition}`.pipe(query, Effect.map(decode))

    /** Adds events to a run that is being written, all or none. */
    const add = (profile: string, events: ReadonlyArray<E>): Effect.Effect<void, JournalError> =>
      Effect.forEach(
        Array.chunksOf(events, batchSize),
        (batch) => sql`INSERT INTO ${name} ${sql.insert(batch.map((event) => ({ profile, ...encode(event) })))}`,
        { discard: true },
      ).pipe(sql.withTransaction, query)

    /** The latest event of each that meets a condition at a moment, the earlier ones being alike in what it asks. */
    const latest = (profile: string, condition: Fragment, { seq, serial }: Moment) =>
      Effect.map(select(sql`profile = ${profile} AND ${condition}`), (events): ReadonlyMap<string, E> => {
        const found = new Map<string, E>()
        for (const event of events) {
          if (event.serial > serial || (event.serial === serial && event.seq > seq)) continue
          const before = found.get(idOf(event))
          if (before === undefined || before.revision < event.revision) found.set(idOf(event), event)
        }
        return found
      })

    /** The latest event of each of the ids that has one. */
    const byIds = (profile: string, ids: ReadonlyArray<string>, at: Moment) =>
      ids.length === 0 ? Effect.succeed<ReadonlyMap<string, E>>(new Map()) : latest(profile, sql.in(id, ids), at)

    /** What a run said, in its order, read in pages. */
    const ofRun = (profile: string, serial: number): Stream.Stream<E, JournalError> =>
      Stream.paginateChunkEffect(0, (after) =>
        sql`SELECT * FROM ${name} WHERE profile = ${profile} AND serial = ${serial} AND seq > ${after}
            ORDER BY seq LIMIT 5000`.pipe(
          query,
          Effect.map((rows) => {
            const page = Chunk.fromIterable(decode(rows))
            return [page, Option.map(Chunk.last(page), ({ seq }) => seq)] as const
          }),
        ),
      )

    /** The latest event of each with an id after the one and up to the other, in order of id, a page at a time. */
    const between = (profile: string, after: string, upTo: string): Stream.Stream<E, JournalError> =>
      Stream.paginateChunkEffect(after, (after) =>
        Effect.gen(function* () {
          const ids = decodeIds(
            yield* query(sql`SELECT DISTINCT ${column} AS id FROM ${name}
              WHERE profile = ${profile} AND ${column} > ${after} AND ${column} <= ${upTo}
              ORDER BY ${column} LIMIT ${batchSize}`),
          ).map((row) => row.id)
          const events = yield* byIds(profile, ids, now)
          const page = Chunk.fromIterable(Array.filterMap(ids, (one) => Option.fromNullable(events.get(one))))
          return [page, Array.last(ids)] as const
        }),
      )

    const bySubject = Array.match({
      onEmpty: (): ReadonlyArray<Array.NonEmptyReadonlyArray<E>> => [],
      onNonEmpty: Array.groupWith<E>((a, b) => idOf(a) === idOf(b)),
    })

    /** Every event of each that meets a condition, in order of id. */
    const wholeOf = (profile: string, condition: Fragment) =>
      sql`SELECT * FROM ${name} WHERE profile = ${profile} AND ${condition} ORDER BY ${column}, revision`.pipe(
        query,
        Effect.map((rows) => bySubject(decode(rows))),
      )

    /** Every event of each, in order of id, read in pages. */
    const whole = (profile: string): Stream.Stream<Array.NonEmptyReadonlyArray<E>, JournalError> =>
      Stream.paginateChunkEffect({ after: "", most: pageSize }, ({ after, most }) =>
        sql`SELECT * FROM ${name} WHERE profile = ${profile} AND ${column} > ${after}
            ORDER BY ${column}, revision LIMIT ${most}`.pipe(
          query,
          Effect.map((rows) => {
            const groups = bySubject(decode(rows))
            if (rows.length < most) return [Chunk.unsafeFromArray(groups), Option.none()] as const
            // More may have been said about the last one, beyond the page.
            const complete = groups.slice(0, -1)
            const last = complete.at(-1)
            const next = last === undefined ? { after, most: 2 * most } : { after: idOf(last[0]), most: pageSize }
            return [Chunk.unsafeFromArray(complete), Option.some(next)] as const
          }),
        ),
      )

    /** The highest id among what the API had when a run began, so that whatever came later has a higher one or is new. */
    const highest = (profile: string, createdBefore: string): Effect.Effect<string | undefined, JournalError> =>
      sql`SELECT ${column} AS id FROM ${name} WHERE profile = ${profile} AND created_at < ${createdBefore}
          ORDER BY ${column} DESC LIMIT 1`.pipe(
        query,
        Effect.map((rows) => decodeIds(rows)[0]?.id),
      )

    /** Every event that meets a condition, or that an abandoned run would have said; oldest first. */
    const history = (from: "abandoned" | "counted", profile: string, condition: Fragment) =>
      sql`SELECT * FROM ${from === "counted" ? name : abandoned} WHERE profile = ${profile} AND ${condition}
          ORDER BY ${column}, serial, revision`.pipe(query, Effect.map(decode))

    const forget = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
      Effect.asVoid(sql`DELETE FROM ${name} WHERE profile = ${profile} AND serial = ${serial}`)

    const abandon = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
      Effect.asVoid(
        sql`INSERT INTO ${abandoned} SELECT * FROM ${name} WHERE profile = ${profile} AND serial = ${serial}`,
      )

    return { abandon, add, between, byIds, forget, highest, history, latest, ofRun, whole, wholeOf }
  })

const decodeIds = rowsOf(Schema.Struct({ id: Schema.String }))
