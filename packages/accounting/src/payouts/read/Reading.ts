/** The two lists of the API as a run reads them: in order of id, what cannot be decoded as it is. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { type Payout, PayoutId } from "@amili-cases/core/Payout"
import { Payouts } from "@amili-cases/core/Payouts"
import { type PayoutSpecification, PayoutSpecificationId } from "@amili-cases/core/PayoutSpecification"
import { PayoutSpecifications } from "@amili-cases/core/PayoutSpecifications"
import type { Where } from "@amili-cases/core/Query"
import type { ReadError } from "@amili-cases/core/Reader"
import * as Progress from "@amili-cases/export-engine/report/Progress"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { lineFields, payoutFields } from "../exported.ts"
import { Observation } from "../Observation.ts"

/** What is asked for beside what is new: all inclusive. */
export interface Recent {
  /** Whatever has a higher id is asked for. */
  readonly highest: string | undefined
  /** Changed since then. */
  readonly since: DateTime.Utc
  /** What could not be read by an earlier run. */
  readonly unread: ReadonlyArray<string>
}

export interface Period {
  readonly from: DateTime.Utc | undefined
  readonly until: DateTime.Utc
}

export interface Counted {
  /** Undefined where the API gives no totals. */
  readonly total: number | undefined
  /** The server's clock. */
  readonly now: DateTime.Utc | undefined
}

export interface List {
  readonly count: Effect.Effect<Counted, ReadError>
  readonly all: Stream.Stream<Observation, ReadError>
  /** Created in a period: inclusive, exclusive. */
  readonly created: (period: Period) => Stream.Stream<Observation, ReadError>
  readonly recent: (recent: Recent) => Stream.Stream<Observation, ReadError>
  /** About a hundred at most; of all creditors. */
  readonly byIds: (ids: ReadonlyArray<string>) => Stream.Stream<Observation, ReadError>
}

export interface Lines extends List {
  /** Lines that name one of these payouts; about fifty at most. */
  readonly ofPayouts: (ids: ReadonlyArray<string>) => Stream.Stream<Observation, ReadError>
}

const isLineId = Schema.is(PayoutSpecificationId)
const isPayoutId = Schema.is(PayoutId)

export const linesOf = (creditors: ReadonlyArray<CreditorId>): Effect.Effect<Lines, never, PayoutSpecifications> =>
  Effect.gen(function* () {
    const reader = yield* PayoutSpecifications
    const scope: Where<PayoutSpecification> = creditors.length === 0 ? {} : { creditorId: { $in: creditors } }
    const walk = (where: Where<PayoutSpecification>) =>
      reader
        .walk(where, { malformed: "yield", ordered: true, projection: lineFields })
        .pipe(Stream.map((document) => Observation.Line({ document })))
    return {
      count: Effect.map(reader.page({ where: scope, projection: ["id"], pageSize: 1 }), countedOf),
      all: walk(scope).pipe(
        Progress.counted({ en: "payout lines", sv: "utbetalningsrader" }, Effect.option(reader.count(scope))),
      ),
      created: (period) => walk({ ...scope, createdAt: between(period) }),
      recent: ({ highest, since, unread }) =>
        walk({
          ...scope,
          $or: [
            { updatedAt: { $gte: since } },
            ...(highest !== undefined && isLineId(highest) ? [{ id: { $gt: highest } }] : []),
            ...(unread.length === 0 ? [] : [{ id: { $in: unread.filter(isLineId) } }]),
          ],
        }),
      byIds: (ids) => Stream.take(walk({ id: { $in: ids.filter(isLineId) } }), ids.length),
      ofPayouts: (ids) => walk({ payoutId: { $in: ids.filter(isPayoutId) } }),
    }
  })

export const payoutsOf = (creditors: ReadonlyArray<CreditorId>): Effect.Effect<List, never, Payouts> =>
  Effect.gen(function* () {
    const reader = yield* Payouts
    const scope: Where<Payout> = creditors.length === 0 ? {} : { creditorId: { $in: creditors } }
    const walk = (where: Where<Payout>) =>
      reader
        .walk(where, { malformed: "yield", ordered: true, projection: payoutFields })
        .pipe(Stream.map((document) => Observation.Payout({ document })))
    return {
      count: Effect.map(reader.page({ where: scope, projection: ["id"], pageSize: 1 }), countedOf),
      all: walk(scope).pipe(
        Progress.counted({ en: "payouts", sv: "utbetalningar" }, Effect.option(reader.count(scope))),
      ),
      created: (period) => walk({ ...scope, createdAt: between(period) }),
      recent: ({ highest, since, unread }) =>
        walk({
          ...scope,
          $or: [
            { updatedAt: { $gte: since } },
            // Their date may pass without a change.
            { payoutDate: { $gte: since } },
            ...(highest !== undefined && isPayoutId(highest) ? [{ id: { $gt: highest } }] : []),
            ...(unread.length === 0 ? [] : [{ id: { $in: unread.filter(isPayoutId) } }]),
          ],
        }),
      byIds: (ids) => Stream.take(walk({ id: { $in: ids.filter(isPayoutId) } }), ids.length),
    }
  })

const between = ({ from, until }: Period) => ({ ...(from === undefined ? {} : { $gte: from }), $lt: until })

const countedOf = (page: { readonly total?: number; readonly serverTime?: DateTime.Utc }): Counted => ({
  total: page.total,
  now: page.serverTime,
})
