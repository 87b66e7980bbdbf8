/**
 * The documents of one resource, in memory. Rows keep the order in which they were inserted ("natural" order); lists of
 * matching rows are kept sorted per query and patched when a document changes, so that a page costs a search and a slice.
 */
import * as Either from "effect/Either"
import * as Documents from "../../Document.ts"
import { type Document, type Several, type Value } from "../../Document.ts"
import { byId, dateBounds, keyOf, lowest, splitBounds } from "./queryParts.ts"
import { arrange } from "./arrange.ts"
import * as Matching from "./Matching.ts"
import * as Ordering from "./Ordering.ts"
import { type Refusal } from "../http/Refusal.ts"
import { type Key } from "./Sort.ts"
import { idOf, type Source } from "./Source.ts"

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

const remembered = 48
// Below so many rows, trying each of them is as quick as searching for those that may match.
const large = 5000

const closed: Document = { "closed.close_date": { $ne: null } }
const byDate: Key = { path: "closed.close_date", descending: false }
// Lists that others draw on are kept for good: every id is looked up in the first.
const pinned = new Set([keyOf({}, [byId]), keyOf({ closed: null }, [byId]), keyOf(closed, [byDate])])

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
      const rows = this.scan(query, test, sort)
      const view: View = { test, compare, rows }
      this.views.set(key, view)
      const oldest = [...this.views.keys()].find((other) => !pinned.has(other))
      if (this.views.size > remembered && oldest !== undefined) this.views.delete(oldest)
      return view
    })
  }

  private scan(query: Document, test: Matching.Test, sort: ReadonlyArray<Key>): Array<number> {
    const [key] = sort
    const rows: Array<number> = []
    const ordered = sort.length === 1 && key?.path === "_id" ? this.candidates(query) : undefined
    if (ordered !== undefined) {
      for (const row of ordered) if (test(row)) rows.push(row)
      return key?.descending === true ? rows.toReversed() : rows
    }
    for (let row = 0; row < this.size; row++) if (this.exists(row) && test(row)) rows.push(row)
    arrange(rows, sort, this.access.column)
    return rows
  }

  /** The rows among which those that match must be, by id; `undefined` while the order of ids is not known. */
  private candidates(query: Document): Iterable<number> | undefined {
    if (Object.keys(query).length === 0) return this.version === 0 ? this.source.byId : undefined
    const all = this.rows({}, [byId])
    if (this.size < large) return all
    if (query["closed"] === null && Object.keys(query).length > 1) return this.rows({ closed: null }, [byId])
    const window = dateBounds(query["closed.close_date"])
    return window === undefined ? all : this.closedBetween(window.from, window.until, all)
  }

  private closedBetween(from: number, until: number, all: ReadonlyArray<number>): ReadonlyArray<number> {
    const dated = this.rows(closed, [byDate])
    const read = this.column("closed.close_date")
    const time = (index: number): number => {
      const date = read(dated[index] ?? -1)
      return date instanceof Date ? date.getTime() : 0
    }
    const first = lowest(dated.length, (index) => time(index) >= from)
    const end = lowest(dated.length, (index) => time(index) > until)
    const inside = new Uint8Array(this.size)
    for (let index = first; index < end; index++) inside[dated[index] ?? 0] = 1
    return all.filter((row) => inside[row] === 1)
  }

  /** The rows of a query that is known to compile. */
  private rows(query: Document, sort: ReadonlyArray<Key>): ReadonlyArray<number> {
    return Either.match(this.view(query, sort), { onLeft: () => [], onRight: ({ rows }) => rows })
  }

  /** Makes the lists on which the usual filters of a large collection draw, so that no client waits for them. */
  warm(): this {
    this.rows({}, [byId])
    if (this.size < large) return this
    this.rows({ closed: null }, [byId])
    this.rows(closed, [byDate])
    return this
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
