/**
 * The orders of the table, and how each goes on after a page. Never by page number: cases that close meanwhile would push
 * others over the edge, unseen. The next page is asked for as what comes after the last row.
 */
import type { Case, CaseId } from "@amili-cases/core/Case"
import type { Filter } from "@amili-cases/core/Query"
import * as DateTime from "effect/DateTime"
import type { Path } from "../case/CaseOrder.ts"

/** Where a page starts. */
export interface Anchor {
  readonly where: Filter<Case>
  /** Rows before it that its filter alone does not leave out. */
  readonly held: ReadonlyArray<CaseId>
}

export interface Sorting {
  readonly name: string
  readonly paths: ReadonlyArray<Path | `-${Path}`>
  /** What comes after these rows, which are not empty and started at the anchor. */
  readonly after: (rows: ReadonlyArray<Case>, from: Anchor) => Anchor
}

export const start: Anchor = { where: {}, held: [] }

const afterRow =
  (filter: (last: Case) => Filter<Case>): Sorting["after"] =>
  (rows, from) => {
    const last = rows.at(-1)
    return last === undefined ? from : { where: filter(last), held: [] }
  }

/** The API shows whole seconds and sorts by what it stores: of the last second, what has been seen is left out by id. */
const afterSecond: Sorting["after"] = (rows, from) => {
  const last = rows.at(-1)
  if (last === undefined) return from
  const date = last.latestStateDate
  if (date === undefined) return { where: { latestStateDate: null, id: { $gt: last.id } }, held: [] }
  const same = rows.filter((row) => row.latestStateDate && DateTime.Equivalence(row.latestStateDate, date))
  const held = [...(same.length === rows.length ? from.held : []), ...same.map(({ id }) => id)]
  const end = DateTime.add(date, { seconds: 1 })
  return {
    where: { $or: [{ latestStateDate: { $lt: end }, id: { $nin: held } }, { latestStateDate: null }] },
    held,
  }
}

/** In the order in which the key for it goes through them. What is missing comes last where the largest is first. */
export const all: readonly [Sorting, ...ReadonlyArray<Sorting>] = [
  { name: "newest first", paths: ["-id"], after: afterRow(({ id }) => ({ id: { $lt: id } })) },
  { name: "oldest first", paths: ["id"], after: afterRow(({ id }) => ({ id: { $gt: id } })) },
  {
    name: "largest first",
    paths: ["-remainingCapital"],
    after: afterRow(({ id, remainingCapital }) =>
      remainingCapital === undefined
        ? { remainingCapital: null, id: { $gt: id } }
        : {
            $or: [
              { remainingCapital: { $lt: remainingCapital } },
              { remainingCapital, id: { $gt: id } },
              { remainingCapital: null },
            ],
          },
    ),
  },
  { name: "latest change of state first", paths: ["-latestStateDate"], after: afterSecond },
  {
    name: "by invoice number",
    paths: ["debt.invoiceNumber"],
    after: afterRow(({ debt, id }) =>
      debt?.invoiceNumber === undefined
        ? { $or: [{ "debt.invoiceNumber": null, id: { $gt: id } }, { "debt.invoiceNumber": { $ne: null } }] }
        : {
            $or: [
              { "debt.invoiceNumber": { $gt: debt.invoiceNumber } },
              { "debt.invoiceNumber": debt.invoiceNumber, id: { $gt: id } },
            ],
          },
    ),
  },
]
