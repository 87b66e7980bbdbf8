/** `Reading` by way of core. */
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { type Case, parseId, resource } from "@amili-cases/core/Case"
import type { Where } from "@amili-cases/core/Query"
import * as Reader from "@amili-cases/core/Reader"
import { type Context, Effect, Option } from "effect"
import type { Reading } from "./Reading.ts"
import { type Scope, Wanted } from "./Reading.ts"

/** What the files, the journal and a person need; debtor data only on request. */
const fields = [
  "creditorId",
  "creditorName",
  "currency",
  "state",
  "status",
  "closed",
  "referenceNumber",
  "debt.invoiceNumber",
  "debt.invoiceDate",
  "debt.dueDays",
  "remainingCapital",
] as const
const fieldsWithDebtor = [...fields, "debtorName", "debtorIdNumber"] as const

export const make: Effect.Effect<Context.Tag.Service<Reading>, never, AmiliClient | AmiliConfig> = Effect.gen(
  function* () {
    const client = yield* AmiliClient
    const reader = yield* Reader.make(resource)
    return {
      now: client.serverTime,
      walk: (wanted, scope) =>
        reader.walk(filterOf(wanted, scope), {
          malformed: "yield",
          // The same cases give the same files.
          ordered: true,
          projection: scope.debtors ? fieldsWithDebtor : fields,
        }),
      census: (wanted, scope) =>
        Effect.gen(function* () {
          const { serverTime, total } = yield* reader.page({
            where: filterOf(wanted, scope),
            projection: ["id"],
            pageSize: 1,
          })
          return { count: total, now: serverTime ?? (yield* client.serverTime) }
        }),
      count: (wanted, scope) => reader.count(filterOf(wanted, scope)),
    }
  },
)

const filterOf = (wanted: Wanted, { creditors }: Scope): Where<Case> => {
  const [first, ...others] = creditors
  const condition = conditionOf(wanted)
  return first === undefined ? condition : { $and: [condition, { creditorId: { $in: [first, ...others] } }] }
}

const undated: Where<Case> = { closed: { $ne: null }, "closed.date": null }

const conditionOf: (wanted: Wanted) => Where<Case> = Wanted.$match({
  All: () => ({}),
  Open: () => ({ closed: null }),
  Closed: () => ({ closed: { $ne: null } }),
  Dated: ({ from, until }) => ({
    "closed.date":
      from === undefined && until === undefined
        ? { $ne: null }
        : { ...(from === undefined ? {} : { $gte: from }), ...(until === undefined ? {} : { $lt: until }) },
  }),
  Undated: () => undated,
  Due: ({ floor }): Where<Case> =>
    floor === undefined ? { closed: { $ne: null } } : { $or: [{ "closed.date": { $gte: floor } }, undated] },
  ChangedOrUndated: ({ since }): Where<Case> => ({ $or: [{ updatedAt: { $gte: since } }, undated] }),
  Ids: ({ ids }) => ({ id: { $in: ids.flatMap((id) => Option.toArray(parseId(id))) } }),
})
