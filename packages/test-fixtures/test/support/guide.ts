import * as Answer from "@amili-cases/test-fixtures/Answer"
import { type Engine } from "@amili-cases/test-fixtures/Engine"

/** A row as the guide's snippets read it. */
export interface Row {
  readonly _id: string
  readonly closed?: { readonly close_date?: string }
}

interface List {
  readonly _items: ReadonlyArray<Row>
  readonly _meta: { readonly total: number; readonly max_results: number }
}

/** The guide's loop: page after page by number until as many rows have been read as there are. */
const pages = (
  engine: Engine,
  token: string,
  where: object,
  sort: string,
  size: number,
  now: () => number,
): ReadonlyArray<Row> => {
  const rows: Array<Row> = []
  for (let page = 1; page < 1000; page++) {
    const projection = '{"_id":1,"closed":1,"debt.invoice_number":1,"total_remaining_capital_amount":1}'
    const query = new URLSearchParams({
      projection,
      where: JSON.stringify(where),
      sort,
      max_results: String(size),
      page: String(page),
    })
    const target = `/cases?${query.toString()}`
    const { answer } = engine.handle(Answer.request("GET", target, { "x-api-key": token }), now())
    const list: List = JSON.parse(answer.body)
    rows.push(...list._items)
    if (list._items.length < list._meta.max_results) break
  }
  return rows
}

/** The guide's open list: newest first. */
export const open = (engine: Engine, token: string, size: number, now: () => number): ReadonlyArray<Row> =>
  pages(engine, token, { closed: { $exists: false } }, "-_created", size, now)

/** The guide's closed list since the last date it saw, and the date to remember for the next time. */
export const closed = (engine: Engine, token: string, last: string, size: number, now: () => number) => {
  const rows = pages(engine, token, { "closed.close_date": { $gt: last } }, "-closed.close_date", size, now)
  const newest = rows[0]?.closed?.close_date
  return { rows, last: newest ?? last }
}
