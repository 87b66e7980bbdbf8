/** What the desk asks of the API for each page, by bare undici; parsed, and nothing more. */
import { request } from "undici"
import { setting, timed, type Timed } from "../../harness/Timed.ts"
import { token } from "../read/token.ts"
import { answerOf, pages, rowsOfPage } from "./answer.ts"

const fields = [
  "state",
  "status",
  "closed",
  "latest_state_date",
  "currency",
  "total_remaining_capital_amount",
  "creditor",
  "creditor_name",
  "reference_number",
  "debt.invoice_number",
]
const projection = JSON.stringify(Object.fromEntries(fields.map((name) => [name, 1])))

interface Page {
  readonly _items: ReadonlyArray<{ readonly _id: string }>
}

export const run = async (): Promise<Timed> => {
  const headers = { "x-api-key": await token(), accept: "application/json" }
  const ask = async (last: string | undefined): Promise<ReadonlyArray<string>> => {
    const where = { closed: null, ...(last === undefined ? {} : { _id: { $lt: last } }) }
    const query = new URLSearchParams({
      where: JSON.stringify(where),
      sort: "-_id",
      projection,
      page: "1",
      max_results: String(rowsOfPage),
    })
    const { body } = await request(`${setting("AMILI_BASE_URL")}/cases?${query.toString()}`, { headers })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsing and nothing more is what this side is for
    const page = JSON.parse(await body.text()) as Page
    return page._items.map(({ _id }) => _id)
  }
  await ask(undefined)
  const { time, value } = await timed(async () => {
    const ids: Array<string> = []
    for (let page = 0; page < pages; page++) {
      const rows = await ask(ids.at(-1))
      ids.push(...rows)
      if (rows.length < rowsOfPage) break
    }
    return ids
  })
  return { ...time, answer: answerOf(value) }
}
