/** A realistic Swedish portfolio from a seed: the same seed gives the same bytes, from one case to a million. */
import { fromDocuments, type Source } from "./internal/eve/Source.ts"
import { at, ObjectId, type Document } from "./Document.ts"
import * as CaseColumns from "./internal/generate/caseColumns.ts"
import * as FinanceColumns from "./internal/generate/financeColumns.ts"
import * as Swedish from "./internal/generate/swedish.ts"
import * as Random from "./Random.ts"
import { type Resource } from "./Resources.ts"

/** Which portfolio is generated: the same options give the same documents. */
export interface Options {
  /** How many cases. */
  readonly cases: number
  /** Another seed, another portfolio. */
  readonly seed: number
  /** The last day of the history, as `2026-01-31` (then noon) or an instant; that day when left out. */
  readonly now?: string | undefined
  /** The share (0 to 1) of cases with something unusual: an unknown reason, no close date, an explicit `closed: null`. */
  readonly oddities?: number | undefined
}

/** The day on which the generated history ends when nobody says otherwise. */
export const defaultNow = "2026-01-31"

/** The end of the history in epoch milliseconds; `NaN` when the text is no date. */
export const instant = (now: string): number => Date.parse(/^\d{4}-\d\d-\d\d$/.test(now) ? `${now}T12:00:00Z` : now)

/** The documents of every resource. Cases and specifications are made when they are asked for. */
export const portfolio = (options: Options): Readonly<Record<Resource, Source>> => {
  const { cases, seed } = options
  const now = instant(options.now ?? defaultNow)
  const creditors = makeCreditors(Math.min(40, Math.max(3, Math.round(cases / 150))), seed, now)
  const columns = CaseColumns.make({
    cases,
    seed,
    now,
    oddities: options.oddities ?? 0,
    creditors: creditors.map(({ creditor }) => creditor),
  })
  const finance = FinanceColumns.make(columns, cases, seed, now)
  return {
    cases: caseSource(columns, cases, seed),
    creditors: fromDocuments(creditors.map(({ document }) => document)),
    "finance--payouts": fromDocuments(finance.payouts),
    "finance--payout-specifications": lazySource(finance.specifications),
  }
}

/** All documents of a source, in natural order. */
export const documents = (source: Source): ReadonlyArray<Document> =>
  Array.from({ length: source.size }, (_, row) => source.document(row))

/** Cases were inserted in another order than that of their ids, as in a database that has been moved. */
const caseSource = (columns: CaseColumns.CaseColumns, cases: number, seed: number): Source => {
  const shuffled = Random.permutation(seed, cases)
  const rankOf = new Uint32Array(cases)
  const rowOf = new Uint32Array(cases)
  for (let row = 0; row < cases; row++) {
    const rank = shuffled(row)
    rankOf[row] = rank
    rowOf[rank] = row
  }
  const rank = (row: number): number => rankOf[row] ?? 0
  return {
    size: cases,
    id: (row) => columns.id(rank(row)),
    document: (row) => columns.document(rank(row)),
    column: (path) => {
      const field = columns.field(path)
      return field === undefined ? (row) => at(columns.document(rank(row)), path) : (row) => field(rank(row))
    },
    fields: new Set(Object.keys(cases > 0 ? columns.document(0) : {}).concat("closed", "_etag")),
    byId: rowOf,
  }
}

const lazySource = (rows: FinanceColumns.Finance["specifications"]): Source => ({
  ...rows,
  column: (path) => (path === "_id" ? (row) => new ObjectId(rows.id(row)) : (row) => at(rows.document(row), path)),
  fields: new Set(
    Object.keys(rows.size > 0 ? rows.document(0) : {}).concat("payout", "payout_date", "payout_reference"),
  ),
})

/** The creditors of a portfolio, with their documents. */
export const makeCreditors = (count: number, seed: number, now: number) =>
  Array.from({ length: count }, (_, index) => {
    const name = Swedish.creditorNames[index % Swedish.creditorNames.length] ?? ""
    const fullName =
      index < Swedish.creditorNames.length ? name : `${name} ${Math.floor(index / Swedish.creditorNames.length) + 1}`
    const born = new Date(now - 4 * 365 * 86_400_000 + index * 86_400_000)
    const hex = (at: number) =>
      Random.hash(seed, index, 300 + at)
        .toString(16)
        .padStart(8, "0")
    const id = new ObjectId(
      Math.floor(born.getTime() / 1000)
        .toString(16)
        .padStart(8, "0") +
        hex(1) +
        hex(2),
    )
    const currency = index > 3 && index % 8 === 5 ? "NOK" : index > 3 && index % 11 === 7 ? "EUR" : "SEK"
    const prefix = `${fullName.replaceAll(/[^A-ZÅÄÖ]/g, "").slice(0, 2)}${index + 1}`
    const document: Document = {
      _id: id,
      _created: born,
      _updated: born,
      name: fullName,
      organization_no: Swedish.organisationNumber(Random.hash(seed, index, 400)).replace("-", ""),
      is_active: true,
      account: new ObjectId(hex(3) + hex(4) + hex(5)),
    }
    return { creditor: { id, name: fullName, currency, prefix }, document }
  })
