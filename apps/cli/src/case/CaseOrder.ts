/** The order of a list: asked of the API for one screen, made here for everything. */
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import type { Case } from "@amili-cases/core/Case"
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Order from "effect/Order"

const keys = {
  id: { path: "id", order: Order.mapInput(Order.string, (row: Case) => row.id) },
  invoice: { path: "debt.invoiceNumber", order: optional(Order.string, (row) => row.debt?.invoiceNumber) },
  state: { path: "state", order: optional(Order.string, (row) => row.state) },
  status: { path: "status", order: optional(Order.string, (row) => row.status) },
  since: { path: "latestStateDate", order: optional(DateTime.Order, (row) => row.latestStateDate) },
  created: { path: "createdAt", order: optional(DateTime.Order, (row) => row.createdAt) },
  updated: { path: "updatedAt", order: optional(DateTime.Order, (row) => row.updatedAt) },
  closed: { path: "closed.date", order: optional(DateTime.Order, (row) => row.closed?.date) },
  reason: { path: "closed.reason", order: optional(Order.string, (row) => row.closed?.reason) },
  creditor: { path: "creditorName", order: optional(Order.string, (row) => row.creditorName) },
  remaining: { path: "remainingCapital", order: optional(BigDecimal.Order, (row) => row.remainingCapital) },
} as const

export type Key = keyof typeof keys
export type Path = (typeof keys)[Key]["path"]

/** What may be sorted by. */
export const names: ReadonlyArray<string> = Object.keys(keys)

export interface CaseOrder {
  /** For the API. */
  readonly paths: ReadonlyArray<Path | `-${Path}`>
  /** The same order here, ties by id. */
  readonly order: Order.Order<Case>
}

/** `-remaining,created`: the largest first, ties by age. */
export const parse = (text: string): Effect.Effect<CaseOrder, UsageError> =>
  Effect.map(
    Effect.forEach(
      text.split(",").map((name) => name.trim()),
      (name) => {
        const descending = name.startsWith("-")
        const key = descending ? name.slice(1) : name
        return isKey(key)
          ? Effect.succeed(descending ? down(key) : up(key))
          : new UsageError({
              message: `--sort: cannot sort by "${key}"`,
              hint: `by ${names.join(", ")}, with - in front for descending`,
            })
      },
    ),
    (parts) => ({
      paths: parts.map(({ path }) => path),
      order: Order.combineAll([...parts.map(({ order }) => order), keys.id.order]),
    }),
  )

const isKey = (text: string): text is Key => Object.hasOwn(keys, text)
const up = (key: Key) => ({ path: keys[key].path, order: keys[key].order })
const down = (key: Key) => ({ path: `-${keys[key].path}` as const, order: Order.reverse(keys[key].order) })

/** What is missing comes first, as the API has it. */
function optional<A>(order: Order.Order<A>, value: (row: Case) => A | undefined): Order.Order<Case> {
  return Order.make((a, b) => {
    const left = value(a)
    const right = value(b)
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1
    return order(left, right)
  })
}
