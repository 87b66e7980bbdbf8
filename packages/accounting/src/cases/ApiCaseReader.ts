/** `CaseReader` by way of core. */
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { type Case, parseId, resource } from "@amili-cases/core/Case"
import type { Where } from "@amili-cases/core/Query"
import * as Reader from "@amili-cases/core/Reader"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { CaseReader, type Scope, Wanted } from "./CaseReader.ts"
import { debtorFields, fields } from "./ExportedCase.ts"

export const layer: Layer.Layer<CaseReader, never, AmiliClient | AmiliConfig> = Layer.effect(
  CaseReader,
  Effect.gen(function* () {
    const client = yield* AmiliClient
    const reader = yield* Reader.make(resource)
    return {
      now: client.serverTime,
      walk: (wanted, scope) =>
        reader.walk(filterOf(wanted, scope), {
          malformed: "yield",
          // The same cases give the same files.
          ordered: true,
          ...(wanted._tag === "ClosedAfter" ? { ranges: 1 } : {}),
          projection: scope.debtors ? [...fields, ...debtorFields] : fields,
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
  }),
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
  ClosedAfter: ({ id }) => ({
    closed: { $ne: null },
    ...Option.match(parseId(id), { onNone: () => ({}), onSome: (after) => ({ id: { $gt: after } }) }),
  }),
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
  Numbers: ({ invoices, references }): Where<Case> => ({
    $or: [{ "debt.invoiceNumber": { $in: invoices } }, { referenceNumber: { $in: references } }],
  }),
  Ids: ({ ids }) => ({ id: { $in: ids.flatMap((id) => Option.toArray(parseId(id))) } }),
})
