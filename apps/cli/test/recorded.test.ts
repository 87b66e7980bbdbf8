/** Filters against the recorded documents themselves, which are read and judged here without any code of ours. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

interface Wire {
  readonly _id: { readonly $oid: string }
  readonly _created?: { readonly $date: string }
  readonly state?: string
  readonly closed?: {
    readonly close_date?: { readonly $date: string } | string | null
    readonly reason?: string
  } | null
  readonly total_remaining_capital_amount?: unknown
}

const file = new URL("../../../packages/test-fixtures/data/cases.ndjson", import.meta.url)
const documents = linesOf(readFileSync(file, "utf8")).map((line): Wire => JSON.parse(line))
const open = documents.filter(({ closed }) => closed === undefined || closed === null)

/** The day in Stockholm, as text that sorts. */
const stockholm = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" })
const dayOf = (date: { readonly $date: string } | string | null | undefined) =>
  typeof date === "object" && date !== null ? stockholm.format(new Date(date.$date)) : ""
const createdOn = ({ _created }: Wire) => dayOf(_created)
const closedOn = ({ closed }: Wire) => dayOf(closed?.close_date)
const daysAgo = (days: number) => {
  const noon = new Date(`${stockholm.format(new Date())}T12:00:00Z`)
  return stockholm.format(new Date(noon.getTime() - days * 86_400_000))
}
const between = (day: string, from: string, until = "9999-12-31") => day !== "" && day >= from && day < until
const amountOf = ({ total_remaining_capital_amount: amount }: Wire) =>
  typeof amount === "number" ? amount : Number.NaN

const cases: ReadonlyArray<readonly [string, ReadonlyArray<Wire>]> = [
  ["open", open],
  ["open --state dispute,estate", open.filter(({ state }) => state === "dispute" || state === "estate")],
  ["open --min 100 --max 5000", open.filter((one) => amountOf(one) >= 100 && amountOf(one) <= 5000)],
  // The clocks change on these days.
  ["open --since 2025-03-30 --until 2025-03-31", open.filter((one) => createdOn(one) === "2025-03-30")],
  [
    "open --since 2024-10-27 --until 2025-10-26",
    open.filter((one) => between(createdOn(one), "2024-10-27", "2025-10-26")),
  ],
  ["open --min-age 500", open.filter((one) => createdOn(one) !== "" && createdOn(one) <= daysAgo(500))],
  ["open --max-age 500", open.filter((one) => between(createdOn(one), daysAgo(500)))],
  ["closed --since 400d", documents.filter((one) => between(closedOn(one), daysAgo(400)))],
  [
    "closed --since 2025-01-01 --until 2026-01-01",
    documents.filter((one) => between(closedOn(one), "2025-01-01", "2026-01-01")),
  ],
  [
    "closed --since 2020-01-01 --reason fully_paid",
    documents.filter((one) => one.closed?.reason === "fully_paid" && between(closedOn(one), "2020-01-01")),
  ],
]

describe("of the recorded cases", () => {
  it.each(cases)("amili case %s finds those that it says", async (line, expected) => {
    const { code, stdout } = await amili(["case", ...line.split(" "), "--fields", "id"])
    expect(code).toBe(0)
    expect(linesOf(stdout).toSorted()).toEqual(expected.map(({ _id }) => _id.$oid).toSorted())
  })
})
