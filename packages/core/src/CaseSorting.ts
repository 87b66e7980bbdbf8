/**
 * The orders of a table of cases, and how each goes on after a page. Never by page number: cases that close meanwhile would
 * push others over the edge, unseen. The next page is asked for as what comes after the last row.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { type Case, type CaseId, parseId } from "./Case.ts"
import * as Money from "./Money.ts"
import { exact } from "./internal/money/digits.ts"
import type { Filter, Sort } from "./Query.ts"

/** Where a page starts. */
export interface Anchor {
  /** What the page is asked for by, beside the filter of the table. */
  readonly where: Filter<Case>
  /** Rows before it that its filter alone does not leave out. */
  readonly held: ReadonlyArray<CaseId>
  /** The same as a text, such as for the address of the page; empty for the first one. `parse` reads it. */
  readonly text: string
}

/** An order of cases, and how it goes on after a page. */
export interface Sorting {
  /** For options and addresses. */
  readonly key: "newest" | "oldest" | "largest" | "changed" | "invoice"
  /** For people, such as "newest first". */
  readonly name: string
  /** For `Cases.page`. */
  readonly paths: Sort<Case>
  /** What comes after these rows, which are not empty and started at the anchor. */
  readonly after: (rows: ReadonlyArray<Case>, from: Anchor) => Anchor
  /** The anchor of a text; none where it is not one of this order. */
  readonly parse: (text: string) => Option.Option<Anchor>
}

/** The first page. */
export const start: Anchor = { where: {}, held: [], text: "" }

/** An order by a value and then by id, of which the last row says all. `undefined` is the value of a row without one. */
const byRow = <V>(order: {
  readonly value: (row: Case) => V | undefined
  readonly write: (value: V) => string
  readonly read: (text: string) => Option.Option<V>
  readonly where: (id: CaseId, value: V | undefined) => Filter<Case>
}): Pick<Sorting, "after" | "parse"> => {
  const anchor = (id: CaseId, value: V | undefined): Anchor => ({
    where: order.where(id, value),
    held: [],
    text: value === undefined ? id : `${id}~${order.write(value)}`,
  })
  return {
    after: (rows, from) => {
      const last = rows.at(-1)
      return last === undefined ? from : anchor(last.id, order.value(last))
    },
    parse: (text) =>
      text === ""
        ? Option.some(start)
        : Option.flatMap(parseId(text.slice(0, 24)), (id) =>
            text.length === 24
              ? Option.some(anchor(id, undefined))
              : Option.map(text[24] === "~" ? order.read(text.slice(25)) : Option.none(), (value) => anchor(id, value)),
          ),
  }
}

/** An order by id alone: there is no value to read. */
const byId = (where: (id: CaseId) => Filter<Case>) =>
  byRow<never>({ value: () => undefined, write: () => "", read: () => Option.none(), where })

/** The API shows whole seconds and sorts by what it stores: of the last second, what has been seen is left out by id. */
const bySecond: Pick<Sorting, "after" | "parse"> = {
  after: (rows, from) => {
    const last = rows.at(-1)
    if (last === undefined) return from
    const date = last.latestStateDate
    if (date === undefined) return undatedAfter(last.id)
    const same = rows.filter((row) => row.latestStateDate && DateTime.Equivalence(row.latestStateDate, date))
    return secondAfter(date, [...(same.length === rows.length ? from.held : []), ...same.map(({ id }) => id)])
  },
  parse: (text) => {
    if (text === "") return Option.some(start)
    const [second = "", ...ids] = text.split("~")
    const held = Option.all(ids.map(parseId))
    return ids.length === 0
      ? Option.map(parseId(second), undatedAfter)
      : Option.map(Option.all([DateTime.make(second), held]), ([date, held]) => secondAfter(DateTime.toUtc(date), held))
  },
}

const undatedAfter = (id: CaseId): Anchor => ({ where: { latestStateDate: null, id: { $gt: id } }, held: [], text: id })

const secondAfter = (date: DateTime.Utc, held: ReadonlyArray<CaseId>): Anchor => ({
  where: {
    $or: [
      { latestStateDate: { $lt: DateTime.add(date, { seconds: 1 }) }, id: { $nin: held } },
      { latestStateDate: null },
    ],
  },
  held,
  text: [DateTime.formatIso(date), ...held].join("~"),
})

/** What is missing comes last where the largest is first. */
export const all: readonly [Sorting, ...ReadonlyArray<Sorting>] = [
  { key: "newest", name: "newest first", paths: ["-id"], ...byId((id) => ({ id: { $lt: id } })) },
  { key: "oldest", name: "oldest first", paths: ["id"], ...byId((id) => ({ id: { $gt: id } })) },
  {
    key: "largest",
    name: "largest first",
    paths: ["-remainingCapital"],
    ...byRow({
      value: (row) => row.remainingCapital,
      write: exact,
      read: Money.parse,
      where: (id, remainingCapital) =>
        remainingCapital === undefined
          ? { remainingCapital: null, id: { $gt: id } }
          : {
              $or: [
                { remainingCapital: { $lt: remainingCapital } },
                { remainingCapital, id: { $gt: id } },
                { remainingCapital: null },
              ],
            },
    }),
  },
  { key: "changed", name: "latest change of state first", paths: ["-latestStateDate"], ...bySecond },
  {
    key: "invoice",
    name: "by invoice number",
    paths: ["debt.invoiceNumber"],
    ...byRow({
      value: (row) => row.debt?.invoiceNumber,
      write: (text) => text,
      read: Option.some,
      where: (id, invoiceNumber) =>
        invoiceNumber === undefined
          ? { $or: [{ "debt.invoiceNumber": null, id: { $gt: id } }, { "debt.invoiceNumber": { $ne: null } }] }
          : {
              $or: [
                { "debt.invoiceNumber": { $gt: invoiceNumber } },
                { "debt.invoiceNumber": invoiceNumber, id: { $gt: id } },
              ],
            },
    }),
  },
]
