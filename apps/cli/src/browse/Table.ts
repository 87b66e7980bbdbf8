/** The table as it stands: which page of what, and what each key does to it. Every page is asked of the API. */
import * as Report from "@amili-cases/app-kit/process/Report"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import { both } from "@amili-cases/core/CaseSelection"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as Sorting from "@amili-cases/core/CaseSorting"
import type { Filter } from "@amili-cases/core/Query"
import * as Reader from "@amili-cases/core/Reader"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as CaseColumns from "../case/CaseColumns.ts"
import * as CaseFields from "../case/CaseFields.ts"
import * as FilterText from "./FilterText.ts"
import type { Key } from "./Keyboard.ts"
import * as View from "./View.ts"

export interface Table {
  readonly closed: boolean
  readonly sorting: Sorting.Sorting
  /** What was typed after `/`, and what it means. */
  readonly typed: string
  readonly filter: Filter<Case>
  /** Where the pages so far started, this one last. */
  readonly anchors: ReadonlyArray<Sorting.Anchor>
  readonly page: Reader.Page<Case> | undefined
  /** On the first page; those behind it may have changed since. */
  readonly total: number | undefined
  readonly selected: number
  readonly note: string
}

export const first: Table = {
  closed: false,
  sorting: Sorting.all[0],
  typed: "",
  filter: {},
  anchors: [Sorting.start],
  page: undefined,
  total: undefined,
  selected: 0,
  note: "",
}

export const keys = "↑↓ select  enter open  n p page  s sort  / filter  c closed  r reload  q quit"

/** The page that the table stands on, asked again. A failure leaves what was there, with a note. */
export const load = (table: Table, selection: Filter<Case>, debtor: boolean) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const anchor = table.anchors[table.anchors.length - 1] ?? Sorting.start
    const base: Filter<Case> = table.closed ? { closed: { $ne: null } } : { closed: null }
    const page: Reader.Page<Case> = yield* cases.page({
      filter: { where: both([base, selection, table.filter, anchor.where]) },
      sort: table.sorting.paths,
      pageSize: View.rowsOf(Screen.current()),
      projection: CaseFields.ofRow(debtor),
    })
    const unread = page.malformed.length
    const loaded: Table = {
      ...table,
      page,
      total: table.anchors.length === 1 ? page.total : table.total,
      selected: Math.max(0, Math.min(table.selected, page.rows.length - 1)),
      note: unread === 0 ? "" : `${unread} of them cannot be read and ${unread === 1 ? "is" : "are"} left out`,
    }
    return loaded
  }).pipe(
    Effect.catchAll((error) =>
      table.page === undefined
        ? Effect.fail(error)
        : Effect.succeed({ ...table, note: `${Report.of(error).message}; r tries again` }),
    ),
  )

/** What a key makes of the table: another place in it, which needs no request, or a page to ask for. */
export const after = (table: Table, { name }: Key): { readonly table: Table; readonly ask: boolean } => {
  const stay = (changed: Partial<Table>) => ({ table: { ...table, note: "", ...changed }, ask: false })
  const ask = (changed: Partial<Table>) => ({ table: { ...table, note: "", selected: 0, ...changed }, ask: true })
  const last = Math.max(0, (table.page?.rows.length ?? 0) - 1)
  switch (name) {
    case "up":
    case "k":
      return table.selected === 0 && table.anchors.length > 1
        ? previous(table, ask, Infinity)
        : stay({ selected: Math.max(0, table.selected - 1) })
    case "down":
    case "j":
      return table.selected === last ? next(table, ask, stay) : stay({ selected: table.selected + 1 })
    case "n":
    case "pagedown":
    case "space":
      return next(table, ask, stay)
    case "p":
    case "pageup":
      return table.anchors.length > 1 ? previous(table, ask, 0) : stay({ note: "this is the first page" })
    case "home":
    case "g":
      return ask({ anchors: [Sorting.start] })
    case "s":
      return ask({ sorting: following(table.sorting), anchors: [Sorting.start] })
    case "c":
      return ask({ closed: !table.closed, anchors: [Sorting.start] })
    case "r":
    case "resize":
      return ask({ selected: table.selected })
    default:
      return stay({})
  }
}

/** The table narrowed to what was typed; what cannot be read is a note. */
export const narrowed = (table: Table, typed: string): { readonly table: Table; readonly ask: boolean } =>
  Either.match(FilterText.parse(typed), {
    onLeft: (note) => ({ table: { ...table, note }, ask: false }),
    onRight: (filter) => ({
      table: { ...table, typed, filter, anchors: [Sorting.start], selected: 0, note: "" },
      ask: true,
    }),
  })

type Change = (changed: Partial<Table>) => { readonly table: Table; readonly ask: boolean }

const next = (table: Table, ask: Change, stay: Change) => {
  const rows = table.page?.rows ?? []
  const from = table.anchors[table.anchors.length - 1] ?? Sorting.start
  return hasMore(table)
    ? ask({ anchors: [...table.anchors, table.sorting.after(rows, from)] })
    : stay({ note: "this is the last page" })
}

const previous = ({ anchors }: Table, ask: Change, selected: number) => ask({ anchors: anchors.slice(0, -1), selected })

/** A page of which nothing can be read has no row to go on after. */
const hasMore = ({ page }: Table): boolean => page !== undefined && page.rows.length > 0 && Reader.hasMore(page)

const following = (sorting: Sorting.Sorting) => {
  const at = Sorting.all.indexOf(sorting)
  return Sorting.all[at + 1] ?? Sorting.all[0]
}

/** `Open cases, newest first, filtered by dispute: 21-40 of 319`. */
export const titleOf = ({ anchors, closed, page, sorting, total, typed }: Table): string => {
  const what = `${closed ? "Closed" : "Open"} cases, ${sorting.name}${typed === "" ? "" : `, filtered by ${typed}`}`
  if (page === undefined) return `${what}: asking`
  if (page.rows.length === 0) return `${what}: ${anchors.length === 1 ? "none" : "no more"}`
  if (total === undefined || page.total === undefined) return what
  // Cases open and close meanwhile: positions are counted from the end, as of now.
  const before = Math.max(0, total - page.total)
  return `${what}: ${before + 1}-${before + page.rows.length} of ${Math.max(total, page.total)}`
}

export const columnsOf = ({ closed }: Table, debtor: boolean) => CaseColumns.of(closed ? "closed" : "open", debtor)
