/**
 * The documents of one resource, in memory. Rows keep the order in which they were inserted ("natural" order); lists of
 * matching rows are kept sorted per query and patched when a document changes, so that a page costs a search and a slice.
 */
import { Either } from "effect"
import * as Documents from "./Document.ts"
import { ObjectId, type Document, type Several, type Value } from "./Document.ts"
import * as Matching from "./Matching.ts"
import * as Ordering from "./Ordering.ts"
import { type Refusal } from "./Refusal.ts"
import { type Key } from "./Sort.ts"

/** Where rows come from before anything changes them: a list of documents, or a generator that makes them when asked. */
export interface Source {
  readonly size: number
  readonly id: (row: number) => string
  readonly document: (row: number) => Document
  readonly column: (path: string) => (row: number) => Value | Several | undefined
  /** Every top-level field that a document may have. */
  readonly fields: ReadonlySet<string>
  /** The rows in order of `_id`, where that is known without sorting. */
  readonly byId?: Uint32Array
}

/** What happened to one document. */
export interface Change {
  readonly version: number
  readonly row: number
  readonly id: string
  readonly before: Document | undefined
  readonly after: Document | undefined
}

interface View {
  readonly test: Matching.Test
  readonly compare: (a: number, b: number) => number
  rows: Array<number>
}

/** The rows that match, sorted; `from` and `until` cut out what lies between two ids when the order is that of ids. */
export interface Found {
  readonly rows: ReadonlyArray<number>
  readonly from: number
  readonly until: number
  /** Whether two rows are tied under the sort. */
  readonly tied: (a: number, b: number) => boolean
}

export const fromDocuments = (documents: ReadonlyArray<Document>): Source => ({
  size: documents.length,
  id: (row) => idOf(documents[row]),
  document: (row) => documents[row] ?? {},
  column: (path) => {
    if (!path.includes(".")) return (row) => documents[row]?.[path]
    return (row) => Documents.at(documents[row] ?? {}, path)
  },
  fields: new Set(documents.flatMap((document) => Object.keys(document))),
})

const idOf = (document: Document | undefined): string => {
  const id = document?.["_id"]
  return id instanceof ObjectId ? id.hex : ""
}

const remembered = 48

export class Collection {
  readonly source: Source
  readonly fields: Set<string>
  version = 0
  readonly changes: Array<Change> = []
  private size: number
  private readonly overlay = new Map<number, Document | undefined>()
  private readonly views = new Map<string, View>()
  private readonly access: Matching.Access

  constructor(source: Source) {
    this.source = source
    this.size = source.size
    this.fields = new Set(source.fields)
    this.access = { column: (path) => this.column(path), document: (row) => this.document(row) ?? {} }
  }

  /** The row's document, `undefined` once it is deleted. */
  document(row: number): Document | undefined {
    return this.overlay.has(row)
      ? this.overlay.get(row)
      : row < this.source.size
        ? this.source.document(row)
        : undefined
  }

  id(row: number): string {
    return row < this.source.size ? this.source.id(row) : idOf(this.overlay.get(row))
  }

  private column(path: string): (row: number) => Value | Several | undefined {
    const read = this.source.column(path)
    return (row) => {
      if (this.overlay.size === 0) return read(row)
      const changed = this.overlay.get(row)
      return changed === undefined ? read(row) : Documents.at(changed, path)
    }
  }

  private exists(row: number): boolean {
    return this.overlay.size === 0 || !this.overlay.has(row) || this.overlay.get(row) !== undefined
  }

  /** The row of an id. */
  row(id: string): number | undefined {
    const all = this.view({}, [byId])
    if (Either.isLeft(all)) return undefined
    const { rows } = all.right
    const at = lowest(rows.length, (index) => this.id(rows[index] ?? -1) >= id)
    const row = rows[at]
    return row !== undefined && this.id(row) === id ? row : undefined
  }

  /** The rows that match a query in the order of a sort, ties and unsorted rows in natural order. */
  find(query: Document, sort: ReadonlyArray<Key>): Either.Either<Found, Refusal> {
    const [key] = sort
    const walked = sort.length === 1 && key?.path === "_id"
    const { bounds, rest } = walked && key !== undefined ? splitBounds(query) : { bounds: [], rest: query }
    return Either.map(this.view(rest, sort), (view) => {
      const { rows } = view
      let from = 0
      let until = rows.length
      for (const [operator, limit] of bounds) {
        const above = operator === "$gt" || operator === "$gte"
        const passed = (index: number): boolean => {
          const id = this.id(rows[index] ?? -1)
          const inside =
            operator === "$gt"
              ? id > limit
              : operator === "$gte"
                ? id >= limit
                : operator === "$lt"
                  ? id < limit
                  : id <= limit
          return (key?.descending === true) === above ? !inside : inside
        }
        const at = lowest(rows.length, passed)
        if ((key?.descending === true) === above) until = Math.min(until, at)
        else from = Math.max(from, at)
      }
      return { rows, from, until: Math.max(from, until), tied: (a, b) => this.tied(sort, a, b) }
    })
  }

  private tied(sort: ReadonlyArray<Key>, a: number, b: number): boolean {
    return sort.every(({ path, descending }) => {
      const read = this.column(path)
      return Ordering.compare(Ordering.sortKey(read(a), descending), Ordering.sortKey(read(b), descending)) === 0
    })
  }

  private view(query: Document, sort: ReadonlyArray<Key>): Either.Either<View, Refusal> {
    const key = keyOf(query, sort)
    const kept = this.views.get(key)
    if (kept !== undefined) {
      this.views.delete(key)
      this.views.set(key, kept)
      return Either.right(kept)
    }
    return Either.map(Matching.compile(query, this.access), (test) => {
      const compare = this.comparator(sort)
      const rows = this.scan(test, sort, compare)
      const view: View = { test, compare, rows }
      this.views.set(key, view)
      const oldest = [...this.views.keys()].find((other) => other !== everythingById)
      if (this.views.size > remembered && oldest !== undefined) this.views.delete(oldest)
      return view
    })
  }

  private scan(
    test: Matching.Test,
    sort: ReadonlyArray<Key>,
    compare: (a: number, b: number) => number,
  ): Array<number> {
    const [key] = sort
    if (sort.length === 1 && key?.path === "_id") {
      const ordered = this.views.get(everythingById)?.rows ?? (this.version === 0 ? this.source.byId : undefined)
      if (ordered !== undefined) {
        const rows: Array<number> = []
        for (const row of ordered) if (test(row)) rows.push(row)
        return key.descending ? rows.toReversed() : rows
      }
    }
    const rows: Array<number> = []
    for (let row = 0; row < this.size; row++) if (this.exists(row) && test(row)) rows.push(row)
    this.arrange(rows, sort, compare)
    return rows
  }

  /** Sorts rows by keys read once; rows that are tied stay in natural order. */
  private arrange(rows: Array<number>, sort: ReadonlyArray<Key>, compare: (a: number, b: number) => number): void {
    const [only] = sort
    if (only === undefined) return
    if (sort.length > 1) {
      rows.sort(compare)
      return
    }
    const read = this.column(only.path)
    const keyed = rows.map((row) => ({ row, key: Ordering.sortKey(read(row), only.descending) }))
    const direction = only.descending ? -1 : 1
    keyed.sort((a, b) => direction * Ordering.compare(a.key, b.key) || a.row - b.row)
    for (const [index, { row }] of keyed.entries()) rows[index] = row
  }

  private comparator(sort: ReadonlyArray<Key>): (a: number, b: number) => number {
    const columns = sort.map(({ path, descending }) => ({ read: this.column(path), descending }))
    return (a, b) => {
      for (const { read, descending } of columns) {
        const order = Ordering.compare(Ordering.sortKey(read(a), descending), Ordering.sortKey(read(b), descending))
        if (order !== 0) return descending ? -order : order
      }
      return a - b
    }
  }

  /** Puts a document in the place of the one with its id, or adds it. */
  put(document: Document): Change {
    const id = idOf(document)
    return this.change(this.row(id) ?? this.size, id, document)
  }

  /** Takes a document away; `undefined` when there is none. */
  remove(id: string): Change | undefined {
    const row = this.row(id)
    return row === undefined ? undefined : this.change(row, id, undefined)
  }

  private change(row: number, id: string, after: Document | undefined): Change {
    const before = row < this.size ? this.document(row) : undefined
    const views = [...this.views.values()]
    for (const view of views) {
      if (before === undefined || !view.test(row)) continue
      const at = lowest(view.rows.length, (index) => view.compare(view.rows[index] ?? -1, row) >= 0)
      if (view.rows[at] === row) view.rows.splice(at, 1)
    }
    this.overlay.set(row, after)
    this.size = Math.max(this.size, row + 1)
    for (const field of Object.keys(after ?? {})) this.fields.add(field)
    for (const view of views) {
      if (after === undefined || !view.test(row)) continue
      view.rows.splice(
        lowest(view.rows.length, (index) => view.compare(view.rows[index] ?? -1, row) >= 0),
        0,
        row,
      )
    }
    this.version += 1
    const change: Change = { version: this.version, row, id, before, after }
    this.changes.push(change)
    return change
  }
}

/** The first index for which a monotone condition holds. */
export const lowest = (length: number, holds: (index: number) => boolean): number => {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

type Bounds = ReadonlyArray<readonly [string, string]>

/** Splits the bounds on `_id` off a query, so that every page of a walk shares one list of rows. */
const splitBounds = (query: Document): { readonly bounds: Bounds; readonly rest: Document } => {
  const condition = query["_id"]
  if (!Documents.isDocument(condition)) return { bounds: [], rest: query }
  const bounds: Array<readonly [string, string]> = []
  for (const [operator, limit] of Object.entries(condition)) {
    if (!["$gt", "$gte", "$lt", "$lte"].includes(operator) || !(limit instanceof ObjectId))
      return { bounds: [], rest: query }
    bounds.push([operator, limit.hex])
  }
  const { _id, ...rest } = query
  return _id === undefined || bounds.length === 0 ? { bounds: [], rest: query } : { bounds, rest }
}

/** A query as text that differs where the query does. */
const fingerprint = (value: Value): string => {
  if (Documents.isList(value)) return `[${value.map(fingerprint).join()}]`
  if (Documents.isDocument(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${fingerprint(item)}`)
      .join()}}`
  if (value instanceof Date) return `d${value.getTime()}`
  if (value instanceof ObjectId) return `o${value.hex}`
  const number = Documents.toNumber(value)
  return number === undefined ? JSON.stringify(value) : `n${String(number)}`
}

const keyOf = (query: Document, sort: ReadonlyArray<Key>): string => JSON.stringify([fingerprint(query), sort])

const byId: Key = { path: "_id", descending: false }
// The list of all rows by id is kept for good: every id is looked up in it.
const everythingById = keyOf({}, [byId])
